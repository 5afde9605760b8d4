// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Threads of our own: a shared pool may be full of callers that wait for the very work given to it.
enum WorkerThread {
    private final class Job {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Starts a detached thread; false if the system has none to give.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let job = Unmanaged.passRetained(Job(body))
        #if canImport(Glibc)
            var thread = pthread_t()
            let code = pthread_create(
                &thread, nil,
                { argument in
                    guard let argument else { return nil }
                    Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
                    return nil
                }, job.toOpaque())
        #else
            var created: pthread_t?
            let code = pthread_create(
                &created, nil,
                { argument in
                    Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
                    return nil
                }, job.toOpaque())
            guard code == 0, let thread = created else {
                job.release()
                return false
            }
        #endif
        guard code == 0 else {
            job.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
