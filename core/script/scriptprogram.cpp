// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "script/scriptprogram.h"

#include "base/bytes.h"
#include "base/utf8.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJSEngine>

#include <algorithm>

namespace topicscope::script {

using base::ErrorCode;

namespace {

// Not strict: in strict code Qt turns a call in tail position into a jump, which nothing interrupts when it never ends.
// What that would allow is of no use to a script: the global object is frozen, so it can be neither changed nor
// polluted through "this".
const QString unitStart = QStringLiteral("(function (imports) { ");

//! The declaration that stands where \a import stood, in as many lines.
QString replacementOf(const ModuleImport &import, std::size_t index, QStringView replaced)
{
    QString text;
    const QString from = QStringLiteral(" = imports[%1];").arg(index);
    if (!import.wildcard.isEmpty()) {
        text = QStringLiteral("const ") + import.wildcard + from;
    } else if (!import.names.empty()) {
        QStringList names;
        for (const NameBinding &name : import.names)
            names << name.exported + QStringLiteral(": ") + name.local;
        text = QStringLiteral("const { ") + names.join(QStringLiteral(", ")) + QStringLiteral(" }") + from;
    }
    return text + QString(replaced.count(u'\n'), u'\n');
}

QString bodyOf(const ModuleSource &source)
{
    struct Edit {
        qsizetype begin;
        qsizetype end;
        QString text;
    };
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < source.imports.size(); ++i) {
        const JsToken &place = source.imports[i].place;
        edits.push_back(
            {place.begin, place.end(),
             replacementOf(source.imports[i], i, QStringView(source.text).sliced(place.begin, place.length))});
    }
    for (const JsToken &directive : source.directives)
        edits.push_back({directive.begin, directive.end(), QStringLiteral("'use_strict'")});
    for (const JsToken &word : source.exportWords) {
        QString blanks = source.text.sliced(word.begin, word.length);
        for (QChar &c : blanks)
            c = c == u'\n' ? c : QChar(u' ');
        edits.push_back({word.begin, word.end(), blanks});
    }
    std::sort(edits.begin(), edits.end(), [](const Edit &a, const Edit &b) { return a.begin < b.begin; });

    QString code;
    qsizetype done = 0;
    for (const Edit &edit : edits) {
        code += QStringView(source.text).sliced(done, edit.begin - done);
        code += edit.text;
        done = edit.end;
    }
    code += QStringView(source.text).sliced(done);
    code += QStringLiteral("\nreturn { ");
    for (const NameBinding &name : source.exports)
        code += name.exported + QStringLiteral(": ") + name.local + QStringLiteral(", ");
    return code + QStringLiteral("};");
}

//! Has \a unit compiled, which runs nothing of it. Faults: also a text that would end its function and go on behind it.
ScriptResult<void> compile(QJSEngine &engine, const ScriptProgram::Unit &unit)
{
    // This constructor takes the body of a function and nothing else, whatever the text looks like to us.
    const QJSValue function = engine.globalObject()
                                  .property(QStringLiteral("Function"))
                                  .callAsConstructor({QStringLiteral("imports"), unit.body});
    if (function.isCallable())
        return {};
    ScriptFault fault{.file = unit.file,
                      .line = 0,
                      .column = 0,
                      .message = function.property(QStringLiteral("message")).toString(),
                      .code = ErrorCode::InvalidArgument};
    // For the place. What is thrown first keeps all of it from being run.
    const QString thrown = QStringLiteral("throw 0; ");
    QStringList trace;
    const QJSValue value = engine.evaluate(thrown + unit.code, unit.file, 1, &trace);
    if (!value.isError())
        return tl::unexpected(std::move(fault));
    fault.line = value.property(QStringLiteral("lineNumber")).toInt();
    fault.message = value.property(QStringLiteral("message")).toString();
    // "function:line:column:file" has the column, which the error itself lacks.
    if (!trace.isEmpty())
        fault.column = trace.first().section(u':', 2, 2).toInt();
    if (fault.line == 1)
        fault.column = std::max(1, fault.column - static_cast<int>(thrown.size() + unitStart.size()));
    return tl::unexpected(std::move(fault));
}

} // namespace

//! Reads files, the imported ones first.
class ScriptProgram::Loader
{
public:
    explicit Loader(const QString &file)
        : m_root(QFileInfo(file).absoluteDir()), m_canonicalRoot(m_root.canonicalPath())
    {
    }

    ScriptResult<std::size_t> add(const QString &text, const QString &path)
    {
        const QString file = m_root.relativeFilePath(path);
        auto source = ModuleSource::parse(text, file);
        if (!source)
            return tl::unexpected(std::move(source.error()));
        m_open.append(path);
        Unit unit{.file = file, .body = {}, .code = {}, .imports = {}};
        for (const ModuleImport &import : source->imports) {
            const auto imported = addImport(import, QFileInfo(path).dir());
            if (!imported) {
                return tl::unexpected(!imported.error().file.isEmpty()
                                          ? imported.error()
                                          : faultAt(file, text, import.place.begin, imported.error().message));
            }
            unit.imports.push_back(*imported);
        }
        m_open.removeLast();
        unit.body = bodyOf(*source);
        unit.code = unitStart + unit.body + QStringLiteral(" })");
        if (auto compiled = compile(m_engine, unit); !compiled)
            return tl::unexpected(std::move(compiled.error()));
        m_units.push_back(std::move(unit));
        m_sources.push_back(std::move(*source));
        m_paths.append(path);
        return m_units.size() - 1;
    }

    [[nodiscard]] static ScriptResult<QString> read(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(QStringLiteral("Cannot read \"%1\": %2.").arg(path, file.errorString()),
                        ErrorCode::InputOutput);
        const QByteArray bytes = file.read(maxFileBytes + 1);
        if (bytes.size() > maxFileBytes)
            return fail(QStringLiteral("\"%1\" has more than %2 bytes, which is too much for a script.")
                            .arg(path, QString::number(maxFileBytes)),
                        ErrorCode::TooLarge);
        if (const std::size_t valid = base::validUtf8Prefix(base::viewOf(bytes));
            valid < static_cast<std::size_t>(bytes.size()))
            return fail(QStringLiteral("\"%1\" is no UTF-8 text: byte %2 cannot be read. Save it as UTF-8.")
                            .arg(path, QString::number(valid + 1)),
                        ErrorCode::InvalidUtf8);
        return QString::fromUtf8(bytes);
    }

    [[nodiscard]] const ModuleSource &entry() const { return m_sources.back(); }
    //! What was imported, absolute, whether it was there or not.
    [[nodiscard]] const QStringList &looked() const { return m_looked; }
    void moveInto(ScriptProgram &program)
    {
        program.m_units = std::move(m_units);
        program.m_paths = std::move(m_paths);
    }

private:
    [[nodiscard]] static tl::unexpected<ScriptFault> fail(QString message, ErrorCode code = ErrorCode::InvalidArgument)
    {
        return tl::unexpected(
            ScriptFault{.file = {}, .line = 0, .column = 0, .message = std::move(message), .code = code});
    }

    //! A fault without a file is one of the import declaration.
    ScriptResult<std::size_t> addImport(const ModuleImport &import, const QDir &folder)
    {
        if (!import.specifier.startsWith(QStringLiteral("./")) && !import.specifier.startsWith(QStringLiteral("../")))
            return fail(QStringLiteral(
                            "\"%1\" cannot be imported: write a path relative to this file, such as \"./helpers.js\".")
                            .arg(import.specifier));
        const QString path = QDir::cleanPath(folder.absoluteFilePath(import.specifier));
        const QString canonical = QFileInfo(path).canonicalFilePath();
        // Said before it is known whether the file exists: a script is not to find that out.
        const QString shown = canonical.isEmpty() ? path : canonical;
        const QString &root = canonical.isEmpty() ? m_root.absolutePath() : m_canonicalRoot;
        if (!shown.startsWith(root.endsWith(u'/') ? root : root + u'/'))
            return fail(
                QStringLiteral("\"%1\" is outside the folder of the script, and nothing is imported from there.")
                    .arg(import.specifier));
        m_looked.append(path);
        if (!QFileInfo(canonical).isFile())
            return fail(QStringLiteral("There is no file \"%1\".").arg(import.specifier));
        if (m_open.contains(path))
            return fail(QStringLiteral("\"%1\" imports this file in turn.").arg(import.specifier));
        auto index = m_known.value(path, -1);
        if (index < 0) {
            if (m_known.size() + 1 >= static_cast<qsizetype>(maxFiles))
                return fail(QStringLiteral("A script can have at most %1 files.").arg(maxFiles));
            const auto text = read(path);
            if (!text)
                return fail(text.error().message, text.error().code);
            const auto added = add(*text, path);
            if (!added)
                return added;
            index = static_cast<qsizetype>(*added);
            m_known.insert(path, index);
        }
        const ModuleSource &source = m_sources[static_cast<std::size_t>(index)];
        for (const NameBinding &name : import.names) {
            if (!source.declares(name.exported))
                return fail(QStringLiteral("\"%1\" declares no \"%2\".").arg(import.specifier, name.exported));
        }
        return static_cast<std::size_t>(index);
    }

    QDir m_root;
    QString m_canonicalRoot;
    QJSEngine m_engine; // compiles, and runs nothing
    std::vector<Unit> m_units;
    std::vector<ModuleSource> m_sources; // of m_units
    QStringList m_paths;
    QStringList m_looked;
    QStringList m_open; // being read, outermost first
    QHash<QString, qsizetype> m_known; // units by path
};

ScriptResult<ScriptProgramPtr> ScriptProgram::load(const QString &file, QStringList *looked)
{
    auto text = Loader::read(file);
    if (looked)
        *looked = {QDir::cleanPath(QFileInfo(file).absoluteFilePath())};
    if (!text)
        return tl::unexpected(std::move(text.error()));
    Loader loader(file);
    auto program = make(loader, *text, file);
    if (looked)
        *looked += loader.looked();
    return program;
}

ScriptResult<ScriptProgramPtr> ScriptProgram::fromText(const QString &text, const QString &file)
{
    Loader loader(file);
    return make(loader, text, file);
}

ScriptResult<ScriptProgramPtr> ScriptProgram::make(Loader &loader, const QString &text, const QString &file)
{
    if (const auto added = loader.add(text, QFileInfo(file).absoluteFilePath()); !added)
        return tl::unexpected(added.error());
    auto program = std::make_shared<ScriptProgram>();
    program->m_file = file;
    loader.moveInto(*program);
    const ModuleSource &entry = loader.entry();
    if (!entry.declares(u"onMessage")) {
        return tl::unexpected(
            ScriptFault{.file = program->m_units.back().file,
                        .line = 0,
                        .column = 0,
                        .message = QStringLiteral("The script declares no function onMessage(msg, ctx)."),
                        .code = ErrorCode::InvalidArgument});
    }
    program->m_hasLife = entry.declares(u"onStart") || entry.declares(u"onStop") || entry.declares(u"onTimer");
    return program;
}

QString ScriptProgram::name() const
{
    const QString base = QFileInfo(m_file).completeBaseName();
    return base.isEmpty() ? QStringLiteral("script") : base;
}

} // namespace topicscope::script
