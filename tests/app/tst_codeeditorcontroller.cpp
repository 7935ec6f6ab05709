// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "textfieldfixture.h"

#include "editor/codeeditorcontroller.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTextCursor>

using namespace topicscope::app;
using topicscope::tests::TextField;

class TestCodeEditorController : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<TextField> m_field;
    std::unique_ptr<CodeEditorController> m_controller;

    //! \brief Shows \a marked, in which "|" is the cursor and "^" the other end of the selection.
    TextSelection show(const QString &marked)
    {
        QString text = marked;
        TextSelection selection{.anchor = static_cast<int>(marked.indexOf(u'^')),
                                .position = static_cast<int>(marked.indexOf(u'|'))};
        if (selection.anchor < 0)
            selection.anchor = selection.position;
        else
            --(selection.anchor < selection.position ? selection.position : selection.anchor);
        m_field->setText(text.remove(u'|').remove(u'^'));
        m_controller->setCursorPosition(selection.position);
        return selection;
    }

    [[nodiscard]] QString marked(TextSelection selection) const
    {
        QString text = m_field->text();
        if (!selection.isEmpty() && selection.anchor > selection.position)
            text.insert(selection.anchor, u'^');
        text.insert(selection.position, u'|');
        if (!selection.isEmpty() && selection.anchor < selection.position)
            text.insert(selection.anchor, u'^');
        return text;
    }

    [[nodiscard]] static TextSelection lastOf(const QSignalSpy &spy)
    {
        return spy.isEmpty() ? TextSelection{}
                             : TextSelection{.anchor = spy.last().at(0).toInt(), .position = spy.last().at(1).toInt()};
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<TextField>();
        m_controller = std::make_unique<CodeEditorController>();
        m_controller->setDocument(m_field->quickDocument());
    }
    void cleanup()
    {
        m_controller.reset();
        m_field.reset();
    }

    void edits_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const auto row = [](const char *name, const char *action, const char *before, const char *after) {
            QTest::newRow(name) << QString::fromUtf8(action) << QString::fromUtf8(before) << QString::fromUtf8(after);
        };
        row("a line after nothing", "newLine", "|", "\n|");
        row("a line keeps the depth", "newLine", "    a;|", "    a;\n    |");
        row("a line within the depth", "newLine", "  |  a;", "  \n  |a;");
        row("a line before a text", "newLine", "|a", "\n|a");
        row("a line cuts a text", "newLine", "  a |  b", "  a \n  |b");
        row("a line instead of the selection", "newLine", "  a^bc\nde|f", "  a\n  |f");
        row("deeper after a brace", "newLine", "if (a) {|", "if (a) {\n    |");
        row("deeper after a parenthesis", "newLine", "  f(|\n", "  f(\n      |\n");
        row("deeper after a bracket and space", "newLine", "a = [ |", "a = [ \n    |");
        row("deeper before a comment", "newLine", "a = [ // b|", "a = [ // b\n    |");
        row("a pair is opened", "newLine", "  f({|})", "  f({\n      |\n  })");
        row("a pair with space is opened", "newLine", "{ | }", "{ \n    |\n}");
        row("not after another kind", "newLine", "{|)", "{\n    |)");
        row("no deeper after a brace in a string", "newLine", "a = '{'|", "a = '{'\n|");
        row("no deeper after a brace in a comment", "newLine", "// {|", "// {\n|");
        row("no deeper in a comment", "newLine", "{ /* {|\n*/", "{ /* {\n|\n*/");
        row("no deeper after a brace of another line", "newLine", "{\n// a|", "{\n// a\n|");
        row("deeper in the hole of a template", "newLine", "`${|}`", "`${\n    |\n}`");

        row("a brace goes to its partner", "}", "  if (a) {\n      b;\n      |", "  if (a) {\n      b;\n  }|");
        row("a bracket goes to its partner", "]", "[\n    |", "[\n]|");
        row("a brace without a partner stays", "}", "a;\n    |", "a;\n    }|");
        row("a brace in a comment stays", "}", "{ /*\n    |", "{ /*\n    }|");
        row("a brace behind code stays", "}", "{\n    a |", "{\n    a }|");
        row("a brace instead of the selection", "}", "{\n    ^abc|", "{\n}|");

        row("spaces", "indent", "|a", "    |a");
        row("spaces up to the next step", "indent", "ab|", "ab  |");
        row("spaces inside", "indent", "abcd|e", "abcd    |e");
        row("lines to the right", "indent", "a^b\nc|d\ne", "^    ab\n    cd|\ne");
        row("lines to the right, backwards", "indent", "a|b\nc^d", "|    ab\n    cd^");
        row("a line that the selection only touches", "indent", "^ab\n|cd", "^    ab|\ncd");
        row("one line", "indent", "a^b|c", "^    abc|");
        row("empty lines stay", "indent", "^a\n\nb|", "^    a\n\n    b|");

        row("to the left", "outdent", "      a|b", "  a|b");
        row("to the left within the spaces", "outdent", "  |  a", "|a");
        row("to the left as far as it goes", "outdent", "  a|", "a|");
        row("a tab to the left", "outdent", "\t\ta|", "\ta|");
        row("no further to the left", "outdent", "a|b", "a|b");
        row("lines to the left", "outdent", "^    a\n  b\nc|", "^a\nb\nc|");

        row("a comment", "toggleComment", "    a|b", "    // a|b");
        row("code again", "toggleComment", "    // a|b", "    a|b");
        row("code again without a space", "toggleComment", "//a|b", "a|b");
        row("a comment of an empty line", "toggleComment", "|", "// |");
        row("comments at the least depth", "toggleComment", "^  a\n\n    b|", "^  // a\n\n  //   b|");
        row("lines are code again", "toggleComment", "^  // a\n//   b|", "^  a\n  b|");
        row("comments of some comments", "toggleComment", "^// a\nb|", "^// // a\n// b|");
    }
    void edits()
    {
        QFETCH(QString, action);
        QFETCH(QString, before);
        QFETCH(QString, after);
        const TextSelection selection = show(before);
        const QString text = m_field->text();
        QSignalSpy selected(m_controller.get(), &CodeEditorController::selectionRequested);
        if (action.size() == 1)
            m_controller->closeBracket(selection.anchor, selection.position, action);
        else
            QMetaObject::invokeMethod(m_controller.get(), action.toLatin1().constData(), Q_ARG(int, selection.anchor),
                                      Q_ARG(int, selection.position));
        QCOMPARE(marked(lastOf(selected)), after);

        // One step each way.
        const QString changed = m_field->text();
        if (changed != text) {
            m_field->undo();
            QCOMPARE(m_field->text(), text);
            QVERIFY(!m_field->document()->isUndoAvailable());
            m_field->redo();
            QCOMPARE(m_field->text(), changed);
        }
    }

    void matchesBrackets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("bracket");
        QTest::addColumn<int>("partner");
        const auto row = [](const char *text, int bracket, int partner) {
            QTest::newRow(text) << QString::fromUtf8(text) << bracket << partner;
        };
        row("a|", -1, -1);
        row("|", -1, -1);
        row("(|a)", 0, 2);
        row("|(a)", 0, 2);
        row("(a)|", 2, 0);
        row("(a|)", 2, 0);
        row("()|()", 1, 0); // the one before the cursor
        row("{[(|)]}", 2, 3);
        row("(')'|)", 4, 0);
        row("('|)')", -1, -1);
        row("(/)/, a)|", 7, 0);
        row("(/* ) */)|", 8, 0);
        row("`(`)|", 3, -1);
        row("`${f(1)|}`", 6, 4);
        row("(|", 0, -1);
        row(")|", 0, -1);
        row("(]|)", 1, -1);
        row("(])|", 2, 0);
        row("({)|", 2, 0);
        row("({|)", 1, -1);
    }
    void matchesBrackets()
    {
        QFETCH(QString, text);
        QSignalSpy changed(m_controller.get(), &CodeEditorController::bracketsChanged);
        show(text);
        QTEST(m_controller->bracket(), "bracket");
        QTEST(m_controller->partner(), "partner");
        QCOMPARE(m_controller->isUnmatched(), m_controller->bracket() >= 0 && m_controller->partner() < 0);
        QVERIFY(m_controller->bracket() < 0 || !changed.isEmpty());
    }

    void bracketsFollowEdits()
    {
        show(QStringLiteral("(a|"));
        m_controller->setCursorPosition(1);
        QVERIFY(m_controller->isUnmatched());
        QTextCursor(m_field->document()).insertText(QStringLiteral("f"));
        m_controller->setCursorPosition(2);
        m_controller->closeBracket(3, 3, QStringLiteral(")"));
        QCOMPARE(m_controller->bracket(), 1);
        QCOMPARE(m_controller->partner(), 3);
    }

    void finds()
    {
        show(QStringLiteral("|one two One\nONE"));
        QSignalSpy selected(m_controller.get(), &CodeEditorController::selectionRequested);
        const auto at = [&] {
            m_controller->setCursorPosition(lastOf(selected).position); // as the field does
            return lastOf(selected).anchor;
        };
        m_controller->setFindText(QStringLiteral("one"));
        QCOMPARE(m_controller->matchCount(), 3);
        QCOMPARE(m_controller->matchIndex(), -1);
        m_controller->findFrom(1);
        QCOMPARE(at(), 8);
        QCOMPARE(m_controller->matchIndex(), 1);
        m_controller->findNext();
        QCOMPARE(at(), 12);
        m_controller->findNext();
        QCOMPARE(at(), 0);
        QCOMPARE(m_controller->matchIndex(), 0);
        m_controller->findPrevious();
        QCOMPARE(at(), 12);
        QCOMPARE(m_controller->matchIndex(), 2);
        m_controller->findPrevious();
        QCOMPARE(at(), 8);
    }

    void findsWhatIsTyped()
    {
        show(QStringLiteral("|aaaa"));
        QSignalSpy changed(m_controller.get(), &CodeEditorController::matchesChanged);
        m_controller->setFindText(QStringLiteral("aa"));
        QCOMPARE(m_controller->matchCount(), 2); // not three: they do not overlap
        QTextCursor(m_field->document()).insertText(QStringLiteral("aa"));
        QCOMPARE(m_controller->matchCount(), 3);
        QCOMPARE(changed.count(), 2);
    }

    void findsNothing()
    {
        show(QStringLiteral("a|b"));
        QSignalSpy selected(m_controller.get(), &CodeEditorController::selectionRequested);
        m_controller->findNext();
        m_controller->setFindText(QStringLiteral("c"));
        m_controller->findNext();
        m_controller->findPrevious();
        QCOMPARE(m_controller->matchCount(), 0);
        QCOMPARE(m_controller->matchIndex(), -1);
        QVERIFY(selected.isEmpty());
    }

    void tellsPlaces()
    {
        QSignalSpy lines(m_controller.get(), &CodeEditorController::lineCountChanged);
        show(QStringLiteral("ab\n\ncde|f"));
        QCOMPARE(m_controller->lineCount(), 3);
        QVERIFY(!lines.isEmpty());
        QCOMPARE(m_controller->line(), 3);
        QCOMPARE(m_controller->column(), 4);
        QCOMPARE(m_controller->positionOf(1, 1), 0);
        QCOMPARE(m_controller->positionOf(3, 2), 5);
        QCOMPARE(m_controller->positionOf(1, 99), 2);
        QCOMPARE(m_controller->positionOf(99, 1), 4);
        QCOMPARE(m_controller->positionOf(0, 0), 0);
        QCOMPARE(m_controller->lineOf(0), 1);
        QCOMPARE(m_controller->lineOf(3), 2);
        QCOMPARE(m_controller->lineOf(8), 3);
        QCOMPARE(m_controller->lineOf(99), 3);
        QCOMPARE(m_controller->lineOf(-1), 1);
    }

    void tellsEditsFromWhatIsSet()
    {
        QSignalSpy edited(m_controller.get(), &CodeEditorController::edited);
        m_field->setText(QStringLiteral("a"));
        m_field->setText(QStringLiteral("b"));
        QCOMPARE(edited.count(), 0);
        m_controller->indent(0, 0);
        QCOMPARE(edited.count(), 1);
        m_field->undo();
        QCOMPARE(edited.count(), 2);
        m_field->document()->markContentsDirty(0, 1);
        QCOMPARE(edited.count(), 2);
        m_field->setText(QStringLiteral("c"));
        QCOMPARE(edited.count(), 2);
    }

    void showsTheLinesInView()
    {
        VisibleLinesModel &lines = *m_controller->visibleLines();
        const QAbstractItemModelTester tester(&lines, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto value = [&lines](int row, VisibleLinesModel::Role role) {
            return lines.index(row).data(role).toDouble();
        };
        m_field->setText(QStringLiteral("a\n").repeated(2999) + u'b');
        QCOMPARE(lines.rowCount(), 0);
        const double height = m_field->document()->size().height() / 3000.0;
        QVERIFY(height > 1.0);

        const auto view = [&](double top, double bottom) {
            m_controller->setProperty("viewTop", top);
            m_controller->setProperty("viewBottom", bottom);
        };
        view(0.0, 10.0 * height);
        QCOMPARE(lines.rowCount(), 10);
        QCOMPARE(value(0, VisibleLinesModel::LineRole), 1.0);
        QCOMPARE(value(9, VisibleLinesModel::LineRole), 10.0);
        QCOMPARE(value(9, VisibleLinesModel::TopRole), 9.0 * height);
        QCOMPARE(value(9, VisibleLinesModel::HeightRole), height);

        view(100.5 * height, 110.5 * height);
        QCOMPARE(lines.rowCount(), 11);
        QCOMPARE(value(0, VisibleLinesModel::LineRole), 101.0);
        QCOMPARE(value(0, VisibleLinesModel::TopRole), 100.0 * height);

        m_field->setText(QStringLiteral("a\nb"));
        view(0.0, 10.0 * height);
        QCOMPARE(lines.rowCount(), 2);
        QTextCursor(m_field->document()).insertText(QStringLiteral("c\n"));
        QCOMPARE(lines.rowCount(), 3);

        QFont font = m_field->document()->defaultFont();
        font.setPixelSize(40);
        m_field->document()->setDefaultFont(font);
        QTRY_VERIFY(value(1, VisibleLinesModel::TopRole) >= 40.0);
    }

    void doesNothingWithoutADocument()
    {
        m_controller->setDocument(nullptr);
        m_controller->newLine(0, 0);
        m_controller->closeBracket(0, 0, QStringLiteral("}"));
        m_controller->setFindText(QStringLiteral("a"));
        m_controller->findNext();
        m_controller->setCursorPosition(5);
        QCOMPARE(m_controller->lineCount(), 1);
        QCOMPARE(m_controller->positionOf(2, 2), 0);
        QCOMPARE(m_controller->line(), 1);
        QCOMPARE(m_controller->column(), 1);
        QCOMPARE(m_controller->visibleLines()->rowCount(), 0);
    }

    void survivesTheDocument()
    {
        m_controller->setFindText(QStringLiteral("a"));
        m_field.reset();
        m_controller->setCursorPosition(3);
        m_controller->indent(0, 0);
        QCOMPARE(m_controller->lineCount(), 1);
        m_controller->setDocument(nullptr);
    }
};

QTEST_MAIN(TestCodeEditorController)

#include "tst_codeeditorcontroller.moc"
