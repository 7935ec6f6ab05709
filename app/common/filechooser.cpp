// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/filechooser.h"

#include <QFileDialog>
#include <QFileIconProvider>
#include <QGuiApplication>
#include <QQuickWindow>

namespace topicscope::app {

namespace {

//! Folders and files, told apart without a look into them. Qt's own provider reads the beginning of each file to name
//! its type, in the GUI thread: a folder of thousands stops the window for seconds. Thread: any, as the dialog asks
//! from a thread of its own too.
class PlainIcons : public QFileIconProvider
{
public:
    using QFileIconProvider::icon;
    QIcon icon(const QFileInfo &info) const override { return info.isDir() ? m_folder : m_file; }
    QString type(const QFileInfo &info) const override
    {
        if (info.isDir())
            return FileChooser::tr("Folder");
        return info.suffix().isEmpty() ? FileChooser::tr("File") : FileChooser::tr("%1 file").arg(info.suffix());
    }

private:
    const QIcon m_folder = icon(Folder);
    const QIcon m_file = icon(File);
};

//! The window that asks: the one with the keys, or the only one, where it is another program that has them.
QQuickWindow *askingWindow()
{
    if (auto *window = qobject_cast<QQuickWindow *>(QGuiApplication::focusWindow()))
        return window;
    for (QWindow *window : QGuiApplication::topLevelWindows()) {
        if (auto *quick = qobject_cast<QQuickWindow *>(window); quick && quick->isVisible())
            return quick;
    }
    return nullptr;
}

} // namespace

void askForFile(const FileQuestion &question, QObject *context, std::function<void(const QString &)> chosen,
                std::function<void()> cancelled)
{
    static auto *const icons = new PlainIcons; // to the program's end: threads of dialogs use it to theirs
    auto *dialog = new QFileDialog(nullptr, question.title, question.path);
    dialog->setIconProvider(icons);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters(question.filters);
    dialog->setFileMode(question.saving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setAcceptMode(question.saving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setDefaultSuffix(question.suffix);
    // who opens a file does not mean to rename or delete others
    dialog->setOption(QFileDialog::ReadOnly, !question.saving);
    // Above the window that asked, which takes no keys meanwhile; it is none of widgets, so it cannot be the parent.
    dialog->winId();
    if (dialog->windowHandle())
        dialog->windowHandle()->setTransientParent(askingWindow());
    QObject::connect(dialog, &QFileDialog::fileSelected, context, std::move(chosen));
    if (cancelled)
        QObject::connect(dialog, &QFileDialog::rejected, context, std::move(cancelled));
    QObject::connect(context, &QObject::destroyed, dialog, &QObject::deleteLater);
    dialog->open();
}

void FileChooser::open()
{
    askForFile({.title = m_title, .filters = m_filters}, this,
               [this](const QString &path) { Q_EMIT accepted(QUrl::fromLocalFile(path)); });
}

} // namespace topicscope::app
