// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/message.h"

#include <vector>

namespace topicscope::base {
class TopicRegistry;
}

namespace topicscope::capture {

//! \brief Where messages can be read from, in order of their sequences: those that a connection brought, or those of a
//! file. Tables, the inspector, filters and exports work on any. Thread: any.
class MessageSource
{
public:
    virtual ~MessageSource() = default;

    struct Batch {
        std::vector<base::MessagePtr> messages; //!< in order of arrival
        quint64 missed = 0; //!< messages after the asked sequence that were evicted before this read
        base::Sequence first; //!< oldest message the source still holds; 0 when empty
    };
    //! \brief At most \a max messages that came after \a after.
    [[nodiscard]] virtual Batch readAfter(base::Sequence after, std::size_t max) const = 0;

    struct Usage {
        quint64 count = 0;
        qsizetype bytes = 0;
        qsizetype maxBytes = 0;
        quint64 evicted = 0;
        base::Sequence first;
        base::Sequence last; //!< of all that came: another one each time that something came
    };
    [[nodiscard]] virtual Usage usage() const = 0;

    //! \brief The names of the topics of its messages; as old as the source.
    [[nodiscard]] virtual const base::TopicRegistry &topics() const noexcept = 0;

protected:
    MessageSource() = default;
    Q_DISABLE_COPY_MOVE(MessageSource)
};

} // namespace topicscope::capture
