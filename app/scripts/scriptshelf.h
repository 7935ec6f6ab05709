// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/settingsstore.h"
#include "scripts/script.h"

#include <QJsonArray>
#include <QStringList>

#include <vector>

namespace topicscope::app {

//! \brief Where scripts are kept: files in the folder of handlers, and a list of them in the settings. Thread: main.
class ScriptShelf
{
public:
    //! \brief A script that comes with the program.
    struct Sample {
        QString title;
        QString file; //!< "rate-alert.js"
        QString text;
    };

    //! \brief \a settings outlives the shelf; null: nothing is remembered.
    explicit ScriptShelf(SettingsStore *settings);

    //! \brief The folder where new scripts go; made when it is needed.
    [[nodiscard]] static QString folder();
    [[nodiscard]] static const std::vector<Sample> &samples();

    //! \brief The scripts remembered, with their texts; those whose files cannot be read are left out.
    [[nodiscard]] std::vector<ScriptPtr> restore() const;
    //! \brief The files of those remembered that are not where they were.
    [[nodiscard]] QStringList away() const;
    //! \brief Remembers \a scripts, and still those that are away or that only another session lists; but not
    //! \a removed, a path.
    void remember(const std::vector<ScriptPtr> &scripts, const QString &removed = {}) const;

    //! \brief What a new script can begin with: an empty handler, and the titles of the samples.
    [[nodiscard]] static QStringList beginnings();
    //! \brief The file that create() makes for \a name and \a sample now: what no name of a file should have is
    //! replaced, and a name that is taken is numbered.
    [[nodiscard]] static QString pathFor(const QString &name, int sample);
    //! \brief Writes a new file with the text of a sample, by its number; of a negative one, with an empty
    //! onMessage(); and the helpers that samples import. Errors: InputOutput.
    [[nodiscard]] static base::Result<ScriptPtr> create(const QString &name, int sample);

private:
    [[nodiscard]] QJsonArray remembered() const;

    SettingsStore *m_settings;
};

} // namespace topicscope::app
