// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/eventthread.h"

#include <QTest>

#include <pthread.h>

#include <memory>

using topicscope::base::EventThread;

namespace {

std::atomic<bool> over{false};

//! What a library does at the end of a thread, and takes its time for.
void endOfThread(void *)
{
    QThread::msleep(50);
    over = true;
}

} // namespace

class TestEventThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(::pthread_key_create(&m_key, endOfThread), 0); }
    void cleanupTestCase() { ::pthread_key_delete(m_key); }
    void init() { over = false; }

    void runsAnEventLoop()
    {
        EventThread thread;
        QObject object;
        object.moveToThread(&thread);
        thread.start();
        QThread *ran = nullptr;
        QMetaObject::invokeMethod(
            &object, [&] { ran = QThread::currentThread(); }, Qt::BlockingQueuedConnection);
        QCOMPARE(ran, &thread);
        thread.end();
        QVERIFY(thread.isFinished());
    }

    void endsWithWhatLibrariesDoAtTheEnd_data()
    {
        QTest::addColumn<bool>("destroyed");
        QTest::newRow("ended") << false;
        QTest::newRow("destroyed") << true;
    }
    void endsWithWhatLibrariesDoAtTheEnd()
    {
        QFETCH(bool, destroyed);
        auto thread = std::make_unique<EventThread>();
        auto *object = new QObject;
        object->moveToThread(thread.get());
        connect(thread.get(), &QThread::finished, object, &QObject::deleteLater);
        thread->start();
        QMetaObject::invokeMethod(
            object, [this] { ::pthread_setspecific(m_key, this); }, Qt::BlockingQueuedConnection);
        if (destroyed)
            thread.reset();
        else
            thread->end();
        QVERIFY(over);
    }

    void canBeEndedWithoutHavingBegun()
    {
        EventThread thread;
        thread.end();
        thread.end();
        QVERIFY(!thread.isRunning());
    }

    void canBeEndedAtOnce()
    {
        for (int i = 0; i < 100; ++i) {
            EventThread thread;
            thread.start();
            thread.end();
            QVERIFY(thread.isFinished());
        }
    }

private:
    pthread_key_t m_key{};
};

QTEST_GUILESS_MAIN(TestEventThread)
#include "tst_eventthread.moc"
