// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/modulesource.h"

#include <algorithm>

namespace topicscope::script {

namespace {

constexpr qsizetype maxPattern = 10'000; // nested deeper than the engine's stack, one would end the program

class Reader
{
public:
    Reader(const QString &text, const QString &file) : m_file(file) { m_source.text = text; }

    ScriptResult<ModuleSource> read()
    {
        if (const auto tokens = readTokens(); !tokens)
            return tl::unexpected(tokens.error());
        if (const auto declarations = readDeclarations(); !declarations)
            return tl::unexpected(declarations.error());
        return std::move(m_source);
    }

private:
    using Outcome = ScriptResult<void>;

    // Text that closed more brackets than it opened would end the function that is made of it.
    Outcome readTokens()
    {
        JsLexer lexer(m_source.text);
        std::vector<JsToken> open;
        while (const auto token = lexer.next()) {
            if (token->kind == JsTokenKind::Comment)
                continue;
            if (token->kind == JsTokenKind::RegularExpression && token->length > maxPattern)
                return fail(*token,
                            QStringLiteral("This regular expression has more than %1 characters.").arg(maxPattern));
            if (token->kind == JsTokenKind::Invalid) {
                const bool character = token->length == 1;
                return fail(*token,
                            character ? QStringLiteral("Unexpected \"%1\".").arg(textOf(*token))
                                      : QStringLiteral("This string or regular expression does not end in its line."));
            }
            m_depths.push_back(static_cast<int>(open.size()));
            m_tokens.push_back(*token);
            if (token->kind != JsTokenKind::Punctuator || token->length != 1)
                continue;
            static constexpr QStringView opening = u"([{";
            static constexpr QStringView closing = u")]}";
            const QChar c = m_source.text[token->begin];
            if (opening.contains(c)) {
                open.push_back(*token);
            } else if (const qsizetype kind = closing.indexOf(c); kind >= 0) {
                if (open.empty())
                    return fail(*token, QStringLiteral("This \"%1\" closes nothing.").arg(c));
                if (m_source.text[open.back().begin] != opening[kind]) {
                    return fail(open.back(), QStringLiteral("This \"%1\" is not closed before the \"%2\" in line %3.")
                                                 .arg(textOf(open.back()))
                                                 .arg(c)
                                                 .arg(QStringView(m_source.text).first(token->begin).count(u'\n') + 1));
                }
                open.pop_back();
                m_depths.back() = static_cast<int>(open.size());
            }
        }
        if (!open.empty())
            return fail(open.back(), QStringLiteral("This \"%1\" is not closed.").arg(textOf(open.back())));
        if (lexer.state().inComment || !lexer.state().templates.empty())
            return fail(m_tokens.empty() ? JsToken() : m_tokens.back(),
                        QStringLiteral("The comment or template after this is not closed."));
        return {};
    }

    Outcome readDeclarations()
    {
        for (m_at = 0; m_at < m_tokens.size(); ++m_at) {
            if (isWord(u"import") || isWord(u"export")) {
                if (const auto outcome = isWord(u"import") ? readImport() : readExport(); !outcome)
                    return outcome;
            } else if (isDirective()) {
                m_source.directives.push_back(m_tokens[m_at]);
            } else if (m_depths[m_at] == 0) {
                readDeclaration(m_at);
            }
        }
        return {};
    }

    Outcome readImport()
    {
        const JsToken first = m_tokens[m_at];
        if (m_depths[m_at] != 0 || isPunctuatorAfter(u'(') || isPunctuatorAfter(u'.'))
            return fail(first, QStringLiteral("Only import declarations at the top of a file are possible here."));
        ModuleImport import;
        ++m_at;
        if (isPunctuator(u'{')) {
            if (const auto outcome = readNames(import.names); !outcome)
                return outcome;
        } else if (isPunctuator(u'*') && isWordAt(m_at + 1, u"as") && kindAt(m_at + 2) == JsTokenKind::Identifier) {
            import.wildcard = textOf(m_tokens[m_at + 2]);
            m_at += 3;
        }
        const bool names = !import.names.empty() || !import.wildcard.isEmpty();
        if (names && isWord(u"from"))
            ++m_at;
        else if (names || kindAt(m_at) != JsTokenKind::String)
            return fail(first, QStringLiteral(
                                   "Write import { name } from \"./file.js\" or import * as name from \"./file.js\"."));
        if (kindAt(m_at) != JsTokenKind::String)
            return fail(first, QStringLiteral("An import names its file in quotes: \"./file.js\"."));
        import.specifier = textOf(m_tokens[m_at]).sliced(1).chopped(1);
        const JsToken last = isPunctuatorAfter(u';') ? m_tokens[++m_at] : m_tokens[m_at];
        import.place = {.kind = JsTokenKind::Keyword, .begin = first.begin, .length = last.end() - first.begin};
        m_source.imports.push_back(std::move(import));
        return {};
    }

    //! Reads "{ a, b as c }" and moves behind it.
    Outcome readNames(std::vector<NameBinding> &names)
    {
        for (++m_at; !isPunctuator(u'}'); ++m_at) {
            if (kindAt(m_at) != JsTokenKind::Identifier)
                return failHere(QStringLiteral("A name is expected here."));
            const QString name = textOf(m_tokens[m_at]);
            names.push_back({.exported = name, .local = name});
            if (isWordAt(m_at + 1, u"as") && kindAt(m_at + 2) == JsTokenKind::Identifier) {
                m_at += 2;
                names.back().local = textOf(m_tokens[m_at]);
            }
            if (isPunctuatorAfter(u','))
                ++m_at;
            else if (!isPunctuatorAfter(u'}'))
                return failHere(QStringLiteral("Names are separated by commas and end with \"}\"."));
        }
        ++m_at;
        return {};
    }

    Outcome readExport()
    {
        const JsToken word = m_tokens[m_at];
        if (m_depths[m_at] != 0)
            return fail(word, QStringLiteral("export is possible at the top level of a file only."));
        if (isPunctuatorAfter(u'{')) {
            ++m_at;
            std::vector<NameBinding> names;
            if (const auto outcome = readNames(names); !outcome)
                return outcome;
            for (const NameBinding &name : names) // there the name inside comes first
                m_source.exports.push_back({.exported = name.local, .local = name.exported});
            const JsToken last = isPunctuator(u';') ? m_tokens[m_at] : m_tokens[--m_at];
            m_source.exportWords.push_back(
                {.kind = JsTokenKind::Keyword, .begin = word.begin, .length = last.end() - word.begin});
            return {};
        }
        m_source.exportWords.push_back(word);
        ++m_at;
        if (!readDeclaration(m_at))
            return fail(word, QStringLiteral("Write export before a function, class or const, or export { name }."));
        return {};
    }

    //! Remembers the name that a declaration at \a at gives; false when there is none.
    bool readDeclaration(std::size_t at)
    {
        static constexpr QStringView words[] = {u"function", u"class", u"const", u"let", u"var"};
        if (std::none_of(std::begin(words), std::end(words), [&](QStringView word) { return isWordAt(at, word); }))
            return false;
        std::size_t name = at + 1;
        if (isPunctuatorAt(name, u'*'))
            ++name;
        if (kindAt(name) != JsTokenKind::Identifier || m_depths[name] != 0)
            return false;
        const QString text = textOf(m_tokens[name]);
        m_source.exports.push_back({.exported = text, .local = text});
        return true;
    }

    //! Whether there is a statement of nothing but 'use strict' here.
    [[nodiscard]] bool isDirective() const
    {
        if (kindAt(m_at) != JsTokenKind::String
            || QStringView(m_source.text).sliced(m_tokens[m_at].begin + 1, m_tokens[m_at].length - 2) != u"use strict")
            return false;
        const auto isOneOf = [this](std::size_t at, QStringView characters) {
            return kindAt(at) == JsTokenKind::Punctuator && characters.contains(m_source.text[m_tokens[at].begin]);
        };
        const auto endsLine = [this](std::size_t at) {
            const QStringView between = QStringView(m_source.text)
                                            .sliced(m_tokens[at].end(), m_tokens[at + 1].begin - m_tokens[at].end());
            return std::any_of(between.begin(), between.end(), [](QChar c) {
                return c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
            });
        };
        const bool begins = m_at == 0 || isOneOf(m_at - 1, u"{};");
        const bool ends = m_at + 1 == m_tokens.size() || isOneOf(m_at + 1, u"};") || endsLine(m_at);
        return begins && ends;
    }

    [[nodiscard]] QString textOf(const JsToken &token) const { return m_source.text.sliced(token.begin, token.length); }
    [[nodiscard]] std::optional<JsTokenKind> kindAt(std::size_t at) const
    {
        return at < m_tokens.size() ? std::optional(m_tokens[at].kind) : std::nullopt;
    }
    [[nodiscard]] bool isWordAt(std::size_t at, QStringView word) const
    {
        const auto kind = kindAt(at);
        return (kind == JsTokenKind::Keyword || kind == JsTokenKind::Identifier)
               && QStringView(m_source.text).sliced(m_tokens[at].begin, m_tokens[at].length) == word;
    }
    [[nodiscard]] bool isPunctuatorAt(std::size_t at, QChar c) const
    {
        return kindAt(at) == JsTokenKind::Punctuator && m_tokens[at].length == 1
               && m_source.text[m_tokens[at].begin] == c;
    }
    // A keyword only: a property may be called import, and the lexer then says Identifier.
    [[nodiscard]] bool isWord(QStringView word) const
    {
        return isWordAt(m_at, word) && (word == u"from" || kindAt(m_at) == JsTokenKind::Keyword)
               && !isPunctuatorAt(m_at + 1, u':');
    }
    [[nodiscard]] bool isPunctuator(QChar c) const { return isPunctuatorAt(m_at, c); }
    [[nodiscard]] bool isPunctuatorAfter(QChar c) const { return isPunctuatorAt(m_at + 1, c); }

    [[nodiscard]] tl::unexpected<ScriptFault> fail(const JsToken &token, QString message) const
    {
        return tl::unexpected(faultAt(m_file, m_source.text, token.begin, std::move(message)));
    }
    [[nodiscard]] tl::unexpected<ScriptFault> failHere(QString message) const
    {
        return fail(m_tokens.empty() ? JsToken() : m_tokens[std::min(m_at, m_tokens.size() - 1)], std::move(message));
    }

    QString m_file;
    ModuleSource m_source;
    std::vector<JsToken> m_tokens; // without comments
    std::vector<int> m_depths; // brackets open at each of them
    std::size_t m_at = 0;
};

} // namespace

ScriptResult<ModuleSource> ModuleSource::parse(const QString &text, const QString &file)
{
    return Reader(text, file).read();
}

bool ModuleSource::declares(QStringView name) const
{
    return std::any_of(exports.begin(), exports.end(),
                       [name](const NameBinding &binding) { return binding.exported == name; });
}

ScriptFault faultAt(const QString &file, QStringView text, qsizetype position, QString message)
{
    const QStringView before = text.first(position);
    const qsizetype lineStart = before.lastIndexOf(u'\n') + 1;
    return {.file = file,
            .line = static_cast<int>(before.count(u'\n')) + 1,
            .column = static_cast<int>(position - lineStart) + 1,
            .message = std::move(message),
            .code = base::ErrorCode::InvalidArgument};
}

} // namespace topicscope::script
