// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Mustache
import Testing

@testable import ExperimentReport

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The HTML report")
struct HTMLTests {
    private static let pairs = Fixture.all.flatMap { fixture in
        Language.allCases.map { (fixture.name, $0) }
    }

    private func html(_ name: String, _ language: Language) throws -> String {
        let result = try #require(Fixture.all.first { $0.name == name }).result
        return try HTMLRenderer.render(result, language: language, command: Fixture.command)
    }

    @Test("two braces escape text and attributes, three escape nothing")
    func escaping() throws {
        let template = try MustacheTemplate(
            string: "<svg><text a=\"{{x}}\">{{x}}</text></svg>{{{x}}}")
        let sign = "<&>\"'"
        let escaped = "&lt;&amp;&gt;&quot;&#39;"
        #expect(
            template.render(["x": sign])
                == "<svg><text a=\"\(escaped)\">\(escaped)</text></svg>\(sign)")
    }

    @Test("a combining mark cannot carry markup past the escaping")
    func combining() throws {
        let template = try MustacheTemplate(string: "{{x}}")
        let text = "\"\u{308} onload=<\u{338}b>\u{200D}"
        #expect(template.render(["x": text]).unicodeScalars.contains("\""))
        let safe = template.render(["x": HTMLContext.text(text)])
        #expect(!safe.unicodeScalars.contains("\"") && !safe.unicodeScalars.contains("<"))
    }

    @Test("is well-formed XML", arguments: pairs)
    func wellFormed(_ name: String, _ language: Language) throws {
        let text = try html(name, language)
        let parser = XMLParser(data: Data(text.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
    }

    @Test("loads nothing and runs nothing", arguments: pairs)
    func offline(_ name: String, _ language: Language) throws {
        let text = try html(name, language).lowercased()
        for sign in ["<script", "<link", "<img", "<iframe", "src=\"", "href=", "url(", "@import"] {
            #expect(!text.contains(sign), "\(sign)")
        }
        if name != "hostile" {
            #expect(!text.contains("http:") && !text.contains("https:"))
        }
    }

    @Test("every drawing has a title and a description, and a table follows", arguments: pairs)
    func accessible(_ name: String, _ language: Language) throws {
        let text = try html(name, language)
        #expect(text.contains("<html lang=\"\(language.rawValue)\">"))
        let drawings = text.split(separator: "<svg ").dropFirst()
        #expect(!drawings.isEmpty)
        for drawing in drawings {
            #expect(drawing.contains("role=\"img\""))
            #expect(drawing.contains("<title id=") && drawing.contains("<desc id="))
        }
        let figures = text.split(separator: "<figure>").dropFirst()
        #expect(figures.last?.contains("<table>") == true)
        #expect(!text.contains("<th>") && text.contains("<th scope=\"row\">"))
        let ids = text.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
    }

    @Test("is the same on every run")
    func deterministic() throws {
        #expect(try html("winback", .nl) == html("winback", .nl))
    }
}

@Suite("The palette stands out enough")
struct PaletteTests {
    private func luminance(_ hex: String) throws -> Double {
        let number = try #require(UInt32(hex.dropFirst(), radix: 16))
        let parts = [number >> 16 & 255, number >> 8 & 255, number & 255].map { part in
            let value = Double(part) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private func contrast(_ one: String, _ other: String) throws -> Double {
        let (a, b) = (try luminance(one), try luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test("text 4.5 to 1, graphics 3 to 1", arguments: [Palette.light, Palette.dark])
    func ratios(_ palette: Palette) throws {
        let grounds = [
            palette.page, palette.panel, palette.goodTint, palette.cautionTint, palette.badTint,
        ]
        for ground in grounds {
            #expect(try contrast(palette.ink, ground) >= 4.5)
            #expect(try contrast(palette.muted, ground) >= 4.5)
        }
        for ground in [palette.page, palette.panel] {
            for text in [palette.accent, palette.good, palette.caution, palette.bad] {
                #expect(try contrast(text, ground) >= 4.5)
            }
            for graphic in [palette.zero, palette.quiet] {
                #expect(try contrast(graphic, ground) >= 3)
            }
        }
        #expect(try contrast(palette.bad, palette.badTint) >= 4.5)
        for fill in [palette.good, palette.caution, palette.bad, palette.muted] {
            #expect(try contrast(palette.onFill, fill) >= 4.5)
        }
    }
}
