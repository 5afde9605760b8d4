// SPDX-License-Identifier: GPL-3.0-or-later

/// The style of the HTML report: type, space, and colours for light, dark and paper.
enum StyleSheet {
    static let text = """
        :root{color-scheme:light dark;\(Palette.light.properties)}
        @media screen and (prefers-color-scheme:dark){:root{\(Palette.dark.properties)}}
        """ + page + verdict + blocks + tables + plots + paper

    private static let page = """

        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--page);color:var(--ink);
        font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
        font-variant-numeric:tabular-nums;overflow-wrap:break-word}
        main,header,footer{max-width:54rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:2.75rem}
        footer{padding-top:1.25rem;padding-bottom:3rem;color:var(--muted);font-size:.8125rem}
        h1,h2,h3{line-height:1.2;text-wrap:balance;font-weight:650;letter-spacing:-.011em}
        h1{font-size:clamp(1.6rem,1.2rem + 1.9vw,2.3rem);margin:.2rem 0 1.5rem;
        letter-spacing:-.02em}
        h2{font-size:1.35rem;margin:0 0 1rem}
        h3{font-size:1.0625rem;margin:1.75rem 0 .5rem}
        p{margin:0 0 .75rem;max-width:44rem}
        section{padding:2.25rem 0 0;margin:2.25rem 0 0;border-top:1px solid var(--rule)}
        section.first{border-top:0;margin-top:0}
        .kicker{color:var(--muted);font-size:.8125rem;margin:0;letter-spacing:.02em}
        .kicker b{color:var(--ink);font-weight:600}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
        """

    private static let verdict = """

        .verdict{border-radius:10px;padding:1.5rem 1.5rem 1.25rem;border:1px solid var(--tone);
        border-left-width:8px;background:var(--tint)}
        .good{--tone:var(--good);--tint:var(--good-tint)}
        .info{--tone:var(--muted);--tint:var(--panel)}
        .caution{--tone:var(--caution);--tint:var(--caution-tint)}
        .bad{--tone:var(--bad);--tint:var(--bad-tint)}
        .badge{display:inline-block;background:var(--tone);color:var(--on-fill);font-weight:700;
        border-radius:5px;padding:.22rem .7rem;letter-spacing:.045em;font-size:1rem;margin:0}
        .badge.small{font-size:.75rem;padding:.08rem .45rem;border-radius:4px}
        .verdict .lead{font-size:1.25rem;line-height:1.38;font-weight:560;margin:.85rem 0 .6rem;
        max-width:42rem;text-wrap:pretty}
        .verdict .detail,.verdict .note{margin:.2rem 0;color:var(--ink);font-size:.9375rem}
        .verdict .line{margin-top:1rem;padding-top:.9rem;border-top:1px solid var(--rule)}
        .verdict .line .lead{font-size:1.0625rem;margin:.5rem 0 .35rem}
        .verdict .status{margin:1rem 0 0;color:var(--muted);font-size:.875rem}
        """

    private static let blocks = """

        .checks{list-style:none;margin:0 0 1rem;padding:0}
        .checks li{display:grid;grid-template-columns:1.6rem 12rem 1fr auto;gap:0 .6rem;
        padding:.4rem 0;border-bottom:1px solid var(--rule)}
        .checks li:last-child{border-bottom:0}
        .sign{color:var(--on-fill);background:var(--tone);width:1.25rem;height:1.25rem;
        border-radius:50%;text-align:center;font-size:.78rem;line-height:1.25rem;font-weight:700;
        margin-top:.14rem;display:inline-block}
        .sign.caution{border-radius:3px}
        .sign.bad{border-radius:0}
        .checks .name{font-weight:600}
        .checks .word{white-space:nowrap;color:var(--tone);font-size:.8125rem;font-weight:600}
        .answers{display:grid;grid-template-columns:repeat(3,1fr);gap:1.1rem;margin:0}
        .answers>div{background:var(--panel);border-radius:8px;padding:1.1rem 1.2rem .6rem}
        .answers dt{font-size:.8125rem;font-weight:600;color:var(--accent);margin:0 0 .45rem}
        .answers dd{margin:0 0 .75rem;text-wrap:pretty}
        .facts{display:grid;grid-template-columns:11.5rem 1fr;gap:.5rem 1.2rem;margin:0 0 1rem}
        .facts dt{color:var(--muted)}
        .facts dd{margin:0;min-width:0;overflow-wrap:anywhere;grid-column:2}
        .note{color:var(--muted);border-left:3px solid var(--rule);padding-left:.85rem}
        .stamp{display:inline-block;border:2px solid var(--bad);color:var(--bad);font-weight:650;
        background:var(--bad-tint);padding:.3rem .75rem;border-radius:5px;margin:0 0 1rem}
        .unreliable{--ink:var(--muted);--accent:var(--quiet);--good:var(--muted);
        --caution:var(--muted);color:var(--muted)}
        .unreliable .answers dt{color:var(--muted)}
        .unreliable svg{--bad:var(--quiet)}
        ul.list{margin:0 0 1rem;padding-left:1.2rem;max-width:44rem}
        ul.list li{margin:.2rem 0}
        details{border-top:1px solid var(--rule)}
        details:last-child{border-bottom:1px solid var(--rule)}
        summary{cursor:pointer;padding:.7rem 0;font-weight:600}
        details>div{padding:.25rem 0 1.1rem}
        pre{background:var(--panel);padding:.85rem 1rem;border-radius:6px;overflow-x:auto;margin:0;
        font:.8125rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;
        white-space:pre-wrap;overflow-wrap:anywhere}
        """

    private static let tables = """

        .scroll{overflow-x:auto;margin:1.25rem 0 .4rem}
        table{border-collapse:collapse;width:100%;font-size:.9063rem;line-height:1.4}
        caption{text-align:left;font-weight:600;padding:0 0 .45rem;caption-side:top}
        th,td{padding:.5rem .75rem .5rem 0;text-align:left;vertical-align:top;
        border-bottom:1px solid var(--rule)}
        thead th{color:var(--muted);font-weight:500;font-size:.8125rem;vertical-align:bottom;
        border-bottom:1px solid var(--zero)}
        tbody th{font-weight:550;min-width:9rem}
        .number{text-align:right;padding-left:.75rem}
        td.number{white-space:nowrap}
        td.number+td:not(.number),th.number+th:not(.number){padding-left:1.25rem}
        th:last-child,td:last-child{padding-right:0}
        td .sign{margin-right:.4rem}
        td.marked{white-space:nowrap}
        .tablenote{color:var(--muted);font-size:.8125rem;margin:.3rem 0 .3rem;max-width:none}
        """

    private static let plots = """

        figure{margin:1.5rem 0 1.25rem}
        figcaption{font-weight:600;margin:0 0 .5rem}
        svg{display:block;width:100%;height:auto;overflow:visible;
        font-family:inherit;font-variant-numeric:tabular-nums}
        svg.narrow{display:none}
        svg text{fill:var(--ink);font-size:14px;paint-order:stroke;stroke:var(--page);
        stroke-width:4px;stroke-linejoin:round}
        svg .sub,svg .tick,svg .axis{fill:var(--muted);font-size:12.5px}
        svg .label{font-weight:600}
        svg .marker-text{fill:var(--caution);font-size:12.5px;font-weight:600}
        svg .grid{stroke:var(--rule);stroke-width:1}
        svg .zero{stroke:var(--zero);stroke-width:1.5}
        svg .marker{stroke:var(--caution);stroke-width:1.5;stroke-dasharray:5 4}
        svg .interval{stroke:var(--accent);stroke-width:3;stroke-linecap:butt}
        svg .cap{stroke:var(--accent);stroke-width:2}
        svg .dot{fill:var(--accent);stroke:var(--page);stroke-width:2}
        svg .arrow{fill:var(--accent)}
        svg .whole{fill:var(--ink);stroke:var(--page);stroke-width:2}
        svg .whole-line{stroke:var(--ink);stroke-width:3}
        svg .anyway{fill:var(--quiet)}
        svg .gain{fill:var(--accent)}
        svg .loss{fill:var(--bad)}
        svg .total{fill:var(--good)}
        svg .whisker{stroke:var(--ink);stroke-width:2}
        svg .link{stroke:var(--quiet);stroke-width:1;stroke-dasharray:2 3}
        @media (max-width:40rem){
        svg.wide{display:none}
        svg.narrow{display:block}
        header{padding-top:1.75rem}
        .verdict{padding:1.1rem 1.1rem 1rem}
        .verdict .lead{font-size:1.125rem}
        .answers{grid-template-columns:1fr}
        .facts{grid-template-columns:1fr;gap:0}
        .facts dt{margin-top:.6rem;font-size:.875rem}
        .facts dd{grid-column:1}
        .checks .text{grid-column:2/4;grid-row:2}
        .checks .word{grid-column:3;grid-row:1}
        .checks li{grid-template-columns:1.6rem 1fr auto}
        }
        """

    private static let paper = """

        @page{size:A4;margin:16mm 15mm}
        @media print{
        body{font-size:10pt}
        main,header,footer{max-width:none;padding:0}
        header{padding-top:0}
        section{padding-top:1.2rem;margin-top:1.2rem}
        h2,h3,figcaption,caption{break-after:avoid}
        figure,.verdict,.answers,tr,.checks li{break-inside:avoid}
        .scroll{overflow:visible}
        table{font-size:8.5pt}
        svg.narrow{display:none}
        svg.wide{display:block}
        .answers{grid-template-columns:repeat(3,1fr)}
        details::details-content{content-visibility:visible;block-size:auto}
        .verdict,.sign,.badge,svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        }
        """
}
