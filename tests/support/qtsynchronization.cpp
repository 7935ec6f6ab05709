// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Tells ThreadSanitizer how Qt orders memory between threads. Linked into the tests of the tsan preset only.
//
// Debian's Qt is not built with the sanitizer, so it sees neither the mutex of an event queue nor the reference counts
// of slots: every queued call would look like a race. The linker hands the functions of Qt that our code posts calls,
// starts threads and waits for them with to the ones below ("--wrap"). They say what is true and no more: what was done
// before a signal was emitted, or a call posted, happens before the slot that takes it, and what a thread did happens
// before the end of the wait for it. Two threads that post to a third stay unordered.

#include <QObject>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>

#include <sanitizer/tsan_interface.h>

namespace {

// Stands before a slot object: the thread that runs it sees what the sender's thread did.
class SynchronizedSlot : public QtPrivate::QSlotObjectBase
{
public:
    // channel: what the other side releases; null: the slot itself.
    SynchronizedSlot(QtPrivate::QSlotObjectBase *slot, const void *channel)
        : QSlotObjectBase(&run), m_slot(slot), m_channel(channel != nullptr ? channel : this)
    {
        __tsan_release(this);
    }

private:
    static void run(int which, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *result)
    {
        auto *slot = static_cast<SynchronizedSlot *>(self);
        switch (which) {
        case Call:
            __tsan_acquire(slot);
            __tsan_acquire(const_cast<void *>(slot->m_channel));
            slot->m_slot->call(receiver, arguments);
            __tsan_release(slot);
            break;
        case Compare:
            *result = slot->m_slot->compare(arguments);
            break;
        case Destroy:
            __tsan_acquire(slot);
            slot->m_slot->destroyIfLastRef();
            delete slot;
            break;
        default:
            break;
        }
    }

    QtPrivate::QSlotObjectBase *m_slot;
    const void *m_channel;
};

// What a thread did, its last deferred deletes included, happens before the wait for it ends.
class LastAct : public QObject
{
public:
    explicit LastAct(QThread *thread) : m_thread(thread) {}
    ~LastAct() override { __tsan_release(m_thread); }

private:
    QThread *m_thread;
};

class SynchronizedRunnable : public QRunnable
{
public:
    SynchronizedRunnable(QRunnable *runnable, QThreadPool *pool) : m_runnable(runnable), m_pool(pool)
    {
        __tsan_release(this);
    }

    void run() override
    {
        __tsan_acquire(this);
        const bool autoDelete = m_runnable->autoDelete();
        m_runnable->run();
        if (autoDelete)
            delete m_runnable;
        __tsan_release(m_pool);
    }

private:
    QRunnable *m_runnable;
    QThreadPool *m_pool;
};

} // namespace

// The names are those that the linker makes of the mangled ones.
extern "C" {

bool __real__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
    QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result);
bool __wrap__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
    QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result)
{
    auto *synchronized = new SynchronizedSlot(slot, nullptr);
    synchronized->ref();
    const bool invoked =
        __real__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
            object, synchronized, type, result);
    if (type == Qt::BlockingQueuedConnection)
        __tsan_acquire(synchronized);
    synchronized->destroyIfLastRef();
    return invoked;
}

void __real__ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject(
    QMetaObject::Connection *connection, const QObject *sender, void **signal, const QObject *receiver,
    void **slotPointer, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, const int *types,
    const QMetaObject *senderMetaObject);
// Returns an object that has a destructor: by the ABI the caller passes where it goes as a first argument.
QMetaObject::Connection *
__wrap__ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject(
    QMetaObject::Connection *connection, const QObject *sender, void **signal, const QObject *receiver,
    void **slotPointer, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, const int *types,
    const QMetaObject *senderMetaObject)
{
    __real__ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject(
        connection, sender, signal, receiver, slotPointer, new SynchronizedSlot(slot, sender), type, types,
        senderMetaObject);
    return connection;
}

void __real__ZN11QMetaObject8activateEP7QObjectPKS_iPPv(QObject *sender, const QMetaObject *meta, int signal,
                                                        void **arguments);
void __wrap__ZN11QMetaObject8activateEP7QObjectPKS_iPPv(QObject *sender, const QMetaObject *meta, int signal,
                                                        void **arguments)
{
    __tsan_release(sender);
    __real__ZN11QMetaObject8activateEP7QObjectPKS_iPPv(sender, meta, signal, arguments);
}

void __real__ZN7QThread5startENS_8PriorityE(QThread *thread, QThread::Priority priority);
void __wrap__ZN7QThread5startENS_8PriorityE(QThread *thread, QThread::Priority priority)
{
    // In the thread, behind the deferred deletes that others have asked for by then.
    QObject::connect(
        thread, &QThread::finished, thread, [thread] { (new LastAct(thread))->deleteLater(); }, Qt::DirectConnection);
    __real__ZN7QThread5startENS_8PriorityE(thread, priority);
}

bool __real__ZN7QThread4waitE14QDeadlineTimer(QThread *thread, QDeadlineTimer deadline);
bool __wrap__ZN7QThread4waitE14QDeadlineTimer(QThread *thread, QDeadlineTimer deadline)
{
    const bool ended = __real__ZN7QThread4waitE14QDeadlineTimer(thread, deadline);
    if (ended)
        __tsan_acquire(thread);
    return ended;
}

void __real__ZN11QThreadPool5startEP9QRunnablei(QThreadPool *pool, QRunnable *runnable, int priority);
void __wrap__ZN11QThreadPool5startEP9QRunnablei(QThreadPool *pool, QRunnable *runnable, int priority)
{
    __real__ZN11QThreadPool5startEP9QRunnablei(pool, new SynchronizedRunnable(runnable, pool), priority);
}

bool __real__ZN11QThreadPool11waitForDoneEi(QThreadPool *pool, int milliseconds);
bool __wrap__ZN11QThreadPool11waitForDoneEi(QThreadPool *pool, int milliseconds)
{
    const bool done = __real__ZN11QThreadPool11waitForDoneEi(pool, milliseconds);
    if (done)
        __tsan_acquire(pool);
    return done;
}

} // extern "C"
