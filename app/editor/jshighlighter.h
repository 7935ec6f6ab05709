// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "script/jslexer.h"

#include <QColor>
#include <QPointer>
#include <QQuickTextDocument>
#include <QSyntaxHighlighter>
#include <QTextLayout>
#include <qqmlregistration.h>

namespace topicscope::app {

//! \brief Colours the JavaScript of a text field, and what was looked for in it.
//!
//! Names and operators keep the field's own colour. A line is coloured again when it changes or when the state before
//! it does; all of them are after a change of colours. Thread: main.
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
    Q_PROPERTY(QString foundText READ foundText WRITE setFoundText NOTIFY foundTextChanged)

public:
    explicit JsHighlighter(QObject *parent = nullptr);

    [[nodiscard]] QQuickTextDocument *textDocument() const { return m_textDocument; }
    void setTextDocument(QQuickTextDocument *document);
    [[nodiscard]] QString foundText() const { return m_foundText; }
    //! \brief Marks \a text wherever it is, in whatever case; nothing if it is empty.
    void setFoundText(const QString &text);

Q_SIGNALS:
    void textDocumentChanged();
    void looksChanged();
    void foundTextChanged();

protected:
    void highlightBlock(const QString &text) override;

private:
    //! \brief Colours all lines, or those that hold one of \a texts, in one step.
    void colour(const QStringList &texts = {});
    void scheduleColour();
    [[nodiscard]] QTextCharFormat formatOf(script::JsTokenKind kind) const;
    //! \brief What \a line looks like that begins in \a state, which becomes that at its end.
    [[nodiscard]] QList<QTextLayout::FormatRange> formatsOf(const QString &line, script::JsLexState &state) const;

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
