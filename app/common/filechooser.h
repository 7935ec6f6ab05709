// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>
#include <QUrl>
#include <qqmlregistration.h>

#include <functional>

namespace topicscope::app {

//! \brief What a dialog for a file asks.
struct FileQuestion {
    QString title;
    QStringList filters; //!< "JavaScript (*.js)", the first one first
    QString path{}; //!< the file or folder to begin with
    QString suffix{}; //!< what a name typed without one gets; only for saving
    bool saving = false; //!< a file that may not be there yet; one that is there is asked about
};

//! \brief Asks for a file, in the dialog of the desktop where there is one, otherwise in that of Qt Widgets. The
//! program is linked with the latter: no part of it is loaded by name, so none can be missing on a machine. \a chosen
//! gets the path; where the user cancels, \a cancelled is called instead. Neither once \a context is gone. Thread:
//! main; returns at once.
void askForFile(const FileQuestion &question, QObject *context, std::function<void(const QString &)> chosen,
                std::function<void()> cancelled = {});

//! \brief The same for QML: open() asks, accepted() tells. Thread: main.
class FileChooser : public QObject
{
    Q_OBJECT
    QML_ELEMENT

    Q_PROPERTY(QString title MEMBER m_title NOTIFY questionChanged)
    Q_PROPERTY(QStringList filters MEMBER m_filters NOTIFY questionChanged)

public:
    using QObject::QObject;

    Q_INVOKABLE void open();

Q_SIGNALS:
    void questionChanged();
    void accepted(const QUrl &file);

private:
    QString m_title;
    QStringList m_filters;
};

} // namespace topicscope::app
