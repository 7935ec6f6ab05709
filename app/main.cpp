// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "qmlmodule.h"

#include <QApplication>
#include <QQmlApplicationEngine>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Topicscope"));
    QApplication::setApplicationVersion(QStringLiteral(TOPICSCOPE_VERSION));
    QApplication::setOrganizationName(QStringLiteral("Topicscope"));

    QQmlApplicationEngine engine;
    topicscope::app::addQmlModule(engine);
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Topicscope/Main.qml")));
    return engine.rootObjects().isEmpty() ? 1 : QApplication::exec();
}
