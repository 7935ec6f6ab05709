// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/jslexer.h"

#include <QColor>
#include <QPointer>
#include <QQuickTextDocument>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief Colours the JavaScript of a text field, and what was looked for in it.
//!
//! Names and operators keep the field's own colour. A line is coloured again when it changes or when the state before it does;
//! all of them are after a change of colours. Thread: main.
class JsHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(QQuickTextDocument *textDocument READ textDocument WRITE setTextDocument NOTIFY textDocumentChanged)
    Q_PROPERTY(QColor commentColor MEMBER m_commentColor NOTIFY looksChanged)
    Q_PROPERTY(QColor stringColor MEMBER m_stringColor NOTIFY looksChanged)
    Q_PROPERTY(QColor regularExpressionColor MEMBER m_regularExpressionColor NOTIFY looksChanged)
    Q_PROPERTY(QColor numberColor MEMBER m_numberColor NOTIFY looksChanged)
    Q_PROPERTY(QColor keywordColor MEMBER m_keywordColor NOTIFY looksChanged)
    Q_PROPERTY(QColor invalidColor MEMBER m_invalidColor NOTIFY looksChanged)
    Q_PROPERTY(QColor foundColor MEMBER m_foundColor NOTIFY looksChanged)
    Q_PROPERTY(QString foundText MEMBER m_foundText NOTIFY looksChanged)

public:
    explicit JsHighlighter(QObject *parent = nullptr);

    [[nodiscard]] QQuickTextDocument *textDocument() const { return m_textDocument; }
    void setTextDocument(QQuickTextDocument *document);

Q_SIGNALS:
    void textDocumentChanged();
    void looksChanged();

protected:
    void highlightBlock(const QString &text) override;

private:
    void scheduleRehighlight();
    [[nodiscard]] QTextCharFormat formatOf(script::JsTokenKind kind) const;
    void markFound(const QString &text);

    QPointer<QQuickTextDocument> m_textDocument;
    QColor m_commentColor;
    QColor m_stringColor;
    QColor m_regularExpressionColor;
    QColor m_numberColor;
    QColor m_keywordColor;
    QColor m_invalidColor;
    QColor m_foundColor;
    QString m_foundText;
    bool m_scheduled = false;
};

} // namespace topicscope::app
