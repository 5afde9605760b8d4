// SPDX-License-Identifier: GPL-3.0-or-later
import Mustache

/// The Mustache templates of the HTML report.
///
/// `{{x}}` escapes markup in text and attributes, inside SVG too; `{{{x}}}` escapes nothing and is
/// used for the style sheet alone. Blocks name their template in `template`, so that no name is
/// looked up in an outer block.
enum Templates {
    /// The templates, parsed.
    static func library() throws -> MustacheLibrary {
        var library = MustacheLibrary()
        for (name, text) in sources { try library.register(text, named: name) }
        return library
    }

    private static let sources: [(String, String)] = [
        ("page", page), ("verdict", verdict), ("blocks", blocks), ("paragraph", paragraph),
        ("note", note), ("heading", heading), ("checks", checks), ("answers", answers),
        ("facts", facts), ("list", list), ("table", table), ("plot", plot), ("svg", svg),
        ("details", details), ("code", code),
    ]

    private static let page = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="generator" content="experiment"/>
        <title>{{word}} · {{title}}</title>
        <style>{{{style}}}</style>
        </head>
        <body>
        <header>
        <p class="kicker"><b>{{kicker}}</b> · {{key}}</p>
        <h1>{{title}}</h1>
        {{>verdict}}
        </header>
        <main>
        {{#sections}}
        <section id="{{id}}" class="{{sectionClass}}">
        <h2>{{heading}}</h2>
        {{#stamps}}<p class="stamp">⊘ {{text}}</p>
        {{/stamps}}
        {{>blocks}}
        </section>
        {{/sections}}
        </main>
        <footer>{{footer}}</footer>
        </body>
        </html>

        """

    private static let verdict = """
        <div class="verdict {{tone}}">
        <p class="badge">{{sign}} {{word}}</p>
        {{#leads}}<p class="lead">{{text}}</p>
        {{/leads}}
        {{#lines}}
        <div class="{{lineClass}}">
        {{#badges}}<p class="badge small {{badgeTone}}">{{sign}} {{word}}</p>
        {{/badges}}
        <p class="lead">{{sentence}}</p>
        {{#details}}<p class="detail">{{text}}</p>
        {{/details}}
        </div>
        {{/lines}}
        {{#notes}}<p class="detail">{{text}}</p>
        {{/notes}}
        <p class="status">{{status}}</p>
        </div>

        """

    private static let blocks = "{{#blocks}}{{>*template}}{{/blocks}}"

    private static let paragraph = "<p>{{text}}</p>\n"

    private static let note = "<p class=\"note\">{{text}}</p>\n"

    private static let heading = "<h3>{{text}}</h3>\n"

    private static let code = "<pre><code>{{text}}</code></pre>\n"

    private static let list = """
        <ul class="list">{{#items}}<li>{{text}}</li>{{/items}}</ul>

        """

    private static let checks = """
        <ul class="checks">
        {{#items}}
        <li class="{{tone}}"><span class="sign {{tone}}" aria-hidden="true">{{sign}}</span>
        <span class="name">{{name}}</span> <span class="text">{{text}}</span>
        <span class="word">{{word}}</span></li>
        {{/items}}
        </ul>

        """

    private static let answers = """
        <dl class="answers">
        {{#items}}
        <div><dt>{{term}}</dt>{{#texts}}<dd>{{text}}</dd>{{/texts}}</div>
        {{/items}}
        </dl>

        """

    private static let facts = """
        <dl class="facts">
        {{#items}}
        <dt>{{term}}</dt>{{#texts}}<dd>{{text}}</dd>{{/texts}}
        {{/items}}
        </dl>

        """

    private static let table = """
        <div class="scroll" role="region" aria-label="{{caption}}" tabindex="0">
        <table>
        <caption>{{caption}}</caption>
        <thead><tr>{{#columns}}<th scope="col" class="{{kind}}">{{text}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr>{{#heads}}<th scope="row">{{text}}</th>{{/heads}}{{#cells}}<td class="{{kind}}">\
        {{#marks}}<span class="sign {{tone}}" aria-hidden="true">{{sign}}</span>{{/marks}}{{text}}\
        </td>{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{#notes}}<p class="tablenote">{{text}}</p>
        {{/notes}}

        """

    private static let plot = """
        <figure>
        <figcaption>{{title}}</figcaption>
        {{#drawings}}{{>svg}}{{/drawings}}
        </figure>

        """

    private static let svg = """
        <svg class="{{size}}" role="img" viewBox="0 0 {{width}} {{height}}" \
        aria-labelledby="{{id}}-title {{id}}-text">
        <title id="{{id}}-title">{{title}}</title>
        <desc id="{{id}}-text">{{message}}</desc>
        {{#lines}}<line class="{{kind}}" x1="{{x1}}" y1="{{y1}}" x2="{{x2}}" y2="{{y2}}"/>
        {{/lines}}
        {{#bars}}<rect class="{{kind}}" x="{{x}}" y="{{y}}" width="{{w}}" height="{{h}}"/>
        {{/bars}}
        {{#paths}}<path class="{{kind}}" d="{{d}}"/>
        {{/paths}}
        {{#dots}}<circle class="{{kind}}" cx="{{x}}" cy="{{y}}" r="{{r}}"/>
        {{/dots}}
        {{#words}}<text class="{{kind}}" x="{{x}}" y="{{y}}" text-anchor="{{anchor}}">{{text}}</text>
        {{/words}}
        </svg>

        """

    private static let details = """
        <details>
        <summary>{{title}}</summary>
        <div>
        {{>blocks}}
        </div>
        </details>

        """
}
