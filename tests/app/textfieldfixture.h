// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickTextDocument>
#include <QTextDocument>

#include <memory>

namespace topicscope::tests {

//! \brief A text field of Qt Quick without a window: where a QQuickTextDocument comes from.
class TextField
{
public:
    TextField()
    {
        QQmlComponent component(&m_engine);
        component.setData("import QtQuick; TextEdit { textFormat: TextEdit.PlainText }", {});
        m_item.reset(component.create());
    }

    [[nodiscard]] QQuickTextDocument *quickDocument() const
    {
        return m_item->property("textDocument").value<QQuickTextDocument *>();
    }
    [[nodiscard]] QTextDocument *document() const { return quickDocument()->textDocument(); }
    [[nodiscard]] QString text() const { return m_item->property("text").toString(); }
    void setText(const QString &text) { m_item->setProperty("text", text); }
    void undo() { QMetaObject::invokeMethod(m_item.get(), "undo"); }
    void redo() { QMetaObject::invokeMethod(m_item.get(), "redo"); }

private:
    QQmlEngine m_engine;
    std::unique_ptr<QObject> m_item;
};

} // namespace topicscope::tests
