// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

import QtQuick
import QtTest
import Topicscope
import TopicscopeTests

TestCase {
    id: test

    name: "AdvancedDialog"
    height: 720
    visible: true
    when: windowShown
    width: 1280

    ConnectionFormController {
        id: form

        client: PanelFixture.client
    }
    AdvancedDialog {
        id: dialog

        controller: form
    }
    Component {
        id: lateForm

        AdvancedForm {
            controller: form
            width: 560
        }
    }
    SignalSpy {
        id: wished

        signalName: "connectRequested"
        target: dialog
    }

    function init(): void {
        form.reset();
        wished.clear();
        dialog.open();
        tryCompare(dialog, "opened", true);
    }

    function cleanup(): void {
        dialog.close();
        tryCompare(dialog, "visible", false);
    }

    function test_takesWhatIsTyped(): void {
        const path = findChild(dialog.contentItem, "pathField");
        path.forceActiveFocus();
        path.selectAll();
        keyClick("/");
        keyClick("x");
        compare(form.text("path"), "/x");
        compare(form.summary, "path /x");
        mouseClick(findChild(dialog.footer, "connectWithButton"));
        compare(wished.count, 1);
    }

    function test_saysWhatIsWrong(): void {
        const auth = findChild(dialog.contentItem, "authField");
        const problem = findChild(dialog.contentItem, "authProblem");
        verify(!problem.visible);
        auth.text = "{";
        verify(problem.visible);
        verify(problem.text.includes("JSON"));
        verify(!findChild(dialog.footer, "connectWithButton").enabled);
        auth.text = "{}";
        verify(!problem.visible);
        verify(findChild(dialog.footer, "connectWithButton").enabled);
    }

    function test_saysWhatWasWrongBefore(): void {
        form.setText("caFile", "/no/such.pem");
        const late = createTemporaryObject(lateForm, test);
        const problem = findChild(late, "caFileProblem");
        verify(problem.text.includes("/no/such.pem"));
        compare(findChild(late, "caFileField").invalid, true);
    }

    function test_fitsTheWindow(): void {
        verify(dialog.height <= test.height);
        const last = findChild(dialog.contentItem, "keyPassphraseField");
        last.forceActiveFocus();
        const top = last.mapToItem(dialog.contentItem, 0, 0).y;
        verify(top >= 0 && top + last.height <= dialog.contentItem.height);
    }

    function test_showsTheTransport(): void {
        const field = findChild(dialog.contentItem, "transportField");
        compare(field.currentIndex, 0);
        form.setText("transport", "polling");
        compare(field.currentIndex, 2);
        mouseClick(findChild(dialog.footer, "resetButton"));
        compare(field.currentIndex, 0);
    }
}
