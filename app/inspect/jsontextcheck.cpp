// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspect/jsontextcheck.h"

#include "protocol/jsontext.h"

#include <QCoreApplication>

namespace topicscope::app {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("topicscope::app::JsonFault", text);
}

//! Walks over a text by the grammar of RFC 8259 and stops at the first character that does not fit. Qt's own reader is
//! more lenient (it takes unknown escape sequences), and tells no place that a person would look at.
class Checker
{
public:
    explicit Checker(QStringView text) : m_text(text) {}

    //! False: at() is the place, and sentence() what is wrong there.
    bool run()
    {
        if (!value(0))
            return false;
        skipSpace();
        return m_at == m_text.size() || fail(tr("The value ends before this: put several values between [ and ]."));
    }

    [[nodiscard]] qsizetype at() const { return m_at; }
    [[nodiscard]] const QString &sentence() const { return m_sentence; }

private:
    bool fail(const QString &sentence)
    {
        m_sentence = sentence;
        return false;
    }

    [[nodiscard]] QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }

    bool take(char16_t c)
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        while (peek() == u' ' || peek() == u'\n' || peek() == u'\t' || peek() == u'\r')
            ++m_at;
    }

    bool value(int depth)
    {
        skipSpace();
        if (depth > protocol::maxJsonDepth)
            return fail(tr("This is nested too deeply: at most %1 levels are accepted.").arg(protocol::maxJsonDepth));
        const QChar first = peek();
        if (first == u'{')
            return object(depth);
        if (first == u'[')
            return array(depth);
        if (first == u'"')
            return string();
        if (first == u'-' || isDigit())
            return number();
        for (const QStringView word : {QStringView(u"true"), QStringView(u"false"), QStringView(u"null")}) {
            if (m_text.mid(m_at).startsWith(word)) {
                m_at += word.size();
                return true;
            }
        }
        return fail(tr(
            "A value is expected here: an object, an array, a text in double quotes, a number, true, false or null."));
    }

    bool object(int depth)
    {
        ++m_at;
        skipSpace();
        if (take(u'}'))
            return true;
        do {
            skipSpace();
            if (peek() != u'"')
                return fail(tr("A name in double quotes is expected here."));
            if (!string())
                return false;
            skipSpace();
            if (!take(u':'))
                return fail(tr("A colon is expected here, between the name and its value."));
            if (!value(depth + 1))
                return false;
            skipSpace();
        } while (take(u','));
        return take(u'}') || fail(tr("A comma or a } is expected here."));
    }

    bool array(int depth)
    {
        ++m_at;
        skipSpace();
        if (take(u']'))
            return true;
        do {
            if (!value(depth + 1))
                return false;
            skipSpace();
        } while (take(u','));
        return take(u']') || fail(tr("A comma or a ] is expected here."));
    }

    bool string()
    {
        const qsizetype start = m_at++;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == u'"') {
                ++m_at;
                return true;
            }
            if (c < u' ')
                return fail(tr("A text cannot hold a line break or tab as such: write \\n or \\t, or close it with a "
                               "double quote."));
            if (c == u'\\' && !escape())
                return false;
        }
        m_at = start;
        return fail(tr("This text is not closed: a double quote is missing."));
    }

    //! At the backslash; leaves on the last character of the sequence.
    bool escape()
    {
        const qsizetype start = m_at++;
        if (peek() == u'u') {
            for (int i = 0; i < 4; ++i) {
                ++m_at;
                const bool hex = isDigit() || (peek().toLower() >= u'a' && peek().toLower() <= u'f');
                if (!hex) {
                    m_at = start;
                    return fail(tr("\\u is followed by four hexadecimal digits."));
                }
            }
            return true;
        }
        if (QStringView(u"\"\\/bfnrt").contains(peek()) && !peek().isNull())
            return true;
        m_at = start;
        return fail(tr("This escape sequence does not exist; a backslash is written \\\\."));
    }

    [[nodiscard]] bool isDigit() const { return peek() >= u'0' && peek() <= u'9'; }

    bool digits()
    {
        if (!isDigit())
            return fail(tr("A digit is expected here."));
        while (isDigit())
            ++m_at;
        return true;
    }

    bool number()
    {
        take(u'-');
        if (take(u'0')) {
            if (isDigit())
                return fail(tr("A number does not begin with a zero."));
        } else if (!digits()) {
            return false;
        }
        if (take(u'.') && !digits())
            return false;
        if (take(u'e') || take(u'E')) {
            if (!take(u'+'))
                take(u'-');
            return digits();
        }
        return true;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    QString m_sentence;
};

JsonFault faultAt(const QString &text, qsizetype position, const QString &sentence)
{
    JsonFault fault{.text = sentence, .position = qBound<qsizetype>(0, position, text.size())};
    const QStringView before = QStringView(text).left(fault.position);
    fault.line = static_cast<int>(before.count(u'\n')) + 1;
    fault.column = static_cast<int>(fault.position - (before.lastIndexOf(u'\n') + 1)) + 1;
    return fault;
}

qsizetype firstOtherThanSpace(QStringView text, qsizetype from)
{
    while (from < text.size() && text[from].isSpace())
        ++from;
    return from;
}

} // namespace

std::optional<JsonFault> findJsonFault(const QString &text)
{
    if (text.size() > maxJsonTextLength)
        return faultAt(text, 0, tr("This text is longer than the editor checks (4 million characters)."));
    if (QStringView(text).trimmed().isEmpty())
        return faultAt(text, 0, tr("Enter a JSON value, such as {} or \"text\"."));
    Checker checker(text);
    if (checker.run())
        return std::nullopt;
    return faultAt(text, checker.at(), checker.sentence());
}

QString formattedJson(const QString &text, int indent)
{
    QString result;
    result.reserve(text.size() * 2);
    int depth = 0;
    const auto newLine = [&] { result += u'\n' + QString(depth * indent, u' '); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'"') {
            const qsizetype start = i;
            for (++i; i < text.size() && text[i] != u'"'; ++i) {
                if (text[i] == u'\\')
                    ++i;
            }
            result += QStringView(text).mid(start, i - start + 1);
        } else if (c == u'{' || c == u'[') {
            result += c;
            const qsizetype next = firstOtherThanSpace(text, i + 1);
            if (next < text.size() && (text[next] == u'}' || text[next] == u']')) {
                result += text[next];
                i = next;
                continue;
            }
            ++depth;
            newLine();
        } else if (c == u'}' || c == u']') {
            --depth;
            newLine();
            result += c;
        } else if (c == u',') {
            result += c;
            newLine();
        } else if (c == u':') {
            result += QStringLiteral(": ");
        } else if (!c.isSpace()) {
            result += c;
        }
    }
    return result;
}

} // namespace topicscope::app
