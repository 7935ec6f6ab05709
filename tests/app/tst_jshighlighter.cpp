// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "textfieldfixture.h"

#include "editor/jshighlighter.h"

#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextLayout>

using namespace topicscope::app;
using topicscope::tests::TextField;

class TestJsHighlighter : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<TextField> m_field;
    std::unique_ptr<JsHighlighter> m_highlighter;

    //! \brief A letter for the colour of each character of \a line: "kkkkk     n".
    [[nodiscard]] QString looks(int line) const
    {
        const QTextBlock block = m_field->document()->findBlockByNumber(line);
        QString letters(block.length() - 1, u' ');
        const QList<QTextLayout::FormatRange> ranges = block.layout()->formats();
        for (const QTextLayout::FormatRange &range : ranges) {
            for (int i = range.start; i < range.start + range.length; ++i) {
                if (range.format.background().style() != Qt::NoBrush)
                    letters[i] = u'#';
                else if (range.format.foreground().style() != Qt::NoBrush)
                    letters[i] = letterOf(range.format.foreground().color());
            }
        }
        return letters;
    }

    [[nodiscard]] static QChar letterOf(const QColor &color)
    {
        if (color == QColor(Qt::gray))
            return u'c';
        if (color == QColor(Qt::green))
            return u's';
        if (color == QColor(Qt::cyan))
            return u'r';
        if (color == QColor(Qt::yellow))
            return u'n';
        if (color == QColor(Qt::magenta))
            return u'k';
        return color == QColor(Qt::red) ? u'?' : u'-';
    }

    void insert(int position, const QString &text)
    {
        QTextCursor cursor(m_field->document());
        cursor.setPosition(position);
        cursor.insertText(text);
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<TextField>();
        m_highlighter = std::make_unique<JsHighlighter>();
        m_highlighter->setProperty("commentColor", QColor(Qt::gray));
        m_highlighter->setProperty("stringColor", QColor(Qt::green));
        m_highlighter->setProperty("regularExpressionColor", QColor(Qt::cyan));
        m_highlighter->setProperty("numberColor", QColor(Qt::yellow));
        m_highlighter->setProperty("keywordColor", QColor(Qt::magenta));
        m_highlighter->setProperty("invalidColor", QColor(Qt::red));
        m_highlighter->setProperty("foundColor", QColor(Qt::blue));
        m_highlighter->setTextDocument(m_field->quickDocument());
    }
    void cleanup()
    {
        m_highlighter.reset();
        m_field.reset();
    }

    void colours_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("looks");
        const auto row = [](const char *text, const char *looks) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(looks);
        };
        row("let a = 1.5;", "kkk     nnn ");
        row("a.in('b') // c", "     sss  cccc");
        row("a / b / 2", "        n");
        row("a = /b/g", "    rrrr");
        row("`a${1}b`", "ssssnsss");
        row("x = 'a", "    ??");
        row("", "");
    }
    void colours()
    {
        QFETCH(QString, text);
        m_field->setText(text);
        QFETCH(QString, looks);
        QTRY_COMPARE(this->looks(0), looks);
    }

    void goesOnOverLines()
    {
        m_field->setText(QStringLiteral("/* 1\n2\n3 */ 4"));
        QTRY_COMPARE(looks(2), QStringLiteral("cccc n"));
        QCOMPARE(looks(1), QStringLiteral("c"));
    }

    void followsEdits()
    {
        m_field->setText(QStringLiteral("1\n2\n3\n4"));
        QTRY_COMPARE(looks(3), QStringLiteral("n"));
        insert(0, QStringLiteral("/*"));
        QCOMPARE(looks(3), QStringLiteral("c"));
        insert(5, QStringLiteral("*/"));
        QCOMPARE(looks(1), QStringLiteral("ccc"));
        QCOMPARE(looks(2), QStringLiteral("n"));
        m_field->undo();
        m_field->undo();
        QCOMPARE(looks(0), QStringLiteral("n"));
        QCOMPARE(looks(3), QStringLiteral("n"));
    }

    //! The line that stays had the state of a line that went.
    void followsRemovedLines()
    {
        m_field->setText(QStringLiteral("1\n/*\n2\n3"));
        QTRY_COMPARE(looks(2), QStringLiteral("c"));
        QTextCursor cursor(m_field->document());
        cursor.setPosition(1);
        cursor.setPosition(4, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
        QCOMPARE(m_field->text(), QStringLiteral("1\n2\n3"));
        QCOMPARE(looks(1), QStringLiteral("n"));
        QCOMPARE(looks(2), QStringLiteral("n"));
    }

    void followsColours()
    {
        m_field->setText(QStringLiteral("1"));
        QTRY_COMPARE(looks(0), QStringLiteral("n"));
        m_highlighter->setProperty("numberColor", QColor(Qt::magenta));
        QTRY_COMPARE(looks(0), QStringLiteral("k"));
        QVERIFY(!m_field->document()->isUndoAvailable());
    }

    void marksWhatIsFound()
    {
        m_field->setText(QStringLiteral("Ab 'ab' aab"));
        m_highlighter->setProperty("foundText", QStringLiteral("ab"));
        QTRY_COMPARE(looks(0), QStringLiteral("## s##s  ##"));
        m_highlighter->setProperty("foundText", QString());
        QTRY_COMPARE(looks(0), QStringLiteral("   ssss    "));
    }

    void outlivesTheDocument()
    {
        m_field.reset();
        m_highlighter->setProperty("foundText", QStringLiteral("a"));
        QCoreApplication::processEvents();
        m_highlighter->setTextDocument(nullptr);
        QVERIFY(m_highlighter->textDocument() == nullptr);
    }
};

QTEST_MAIN(TestJsHighlighter)

#include "tst_jshighlighter.moc"
