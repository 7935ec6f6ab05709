# SPDX-FileCopyrightText: 2026 The Topicscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

# Everything the QML module holds, one file a line, alphabetical. Singletons first.
set(topicscope_qml_singletons
    theme/Theme.qml
)
set(topicscope_qml_sources
    Main.qml
    components/AddHandlerDialog.qml
    components/AddHandlerForm.qml
    components/AdvancedDialog.qml
    components/AdvancedField.qml
    components/AdvancedForm.qml
    components/AdvancedText.qml
    components/AdvancedView.qml
    components/AppButton.qml
    components/AppCheckBox.qml
    components/AppIcon.qml
    components/AppLabel.qml
    components/AppMenu.qml
    components/AppMenuItem.qml
    components/AppMenuSeparator.qml
    components/AppScrollBar.qml
    components/AppSplitHandle.qml
    components/AppTabButton.qml
    components/AppToolTip.qml
    components/Badge.qml
    components/Chip.qml
    components/CodeArea.qml
    components/CodeBracketMark.qml
    components/CodeEditor.qml
    components/CodeGutter.qml
    components/CodeGutterLine.qml
    components/CodeKeys.qml
    components/CodeLines.qml
    components/ComboField.qml
    components/ConsumerColumns.qml
    components/ConsumerRow.qml
    components/ConsumerSortHeader.qml
    components/ConsumerTitles.qml
    components/DeadLetterColumns.qml
    components/DeadLetterRow.qml
    components/DeadLetterTitles.qml
    components/DuplicateColumns.qml
    components/DuplicateFigures.qml
    components/DuplicateRow.qml
    components/DuplicateTitles.qml
    components/EmptyState.qml
    components/FieldName.qml
    components/FieldValue.qml
    components/Figure.qml
    components/FindBar.qml
    components/HandlerColumns.qml
    components/HandlerRow.qml
    components/HandlerSortHeader.qml
    components/HandlerTitles.qml
    components/IconButton.qml
    components/JsonRow.qml
    components/JsonTree.qml
    components/LedgerBar.qml
    components/LedgerBesidePill.qml
    components/LedgerPill.qml
    components/LedgerPopup.qml
    components/LedgerStatePill.qml
    components/LedgerStates.qml
    components/LedgerTable.qml
    components/LongTextRedraw.qml
    components/MainMenu.qml
    components/MessageFields.qml
    components/NoticeBar.qml
    components/NumberField.qml
    components/ObservedClients.qml
    components/ObserverFigures.qml
    components/Panel.qml
    components/PanelList.qml
    components/PanelRow.qml
    components/PlotCard.qml
    components/PublishFields.qml
    components/PublishForm.qml
    components/PublishPayload.qml
    components/PublishSend.qml
    components/RawText.qml
    components/SectionHeader.qml
    components/SentRow.qml
    components/SeriesLegendItem.qml
    components/ShortcutSheet.qml
    components/SortHeader.qml
    components/StatePill.qml
    components/StreamHeader.qml
    components/StreamHeaderCell.qml
    components/StreamRow.qml
    components/StreamRows.qml
    components/StreamStatus.qml
    components/TableCell.qml
    components/TabularLabel.qml
    components/TextAreaField.qml
    components/TextInputField.qml
    components/TopicDelegate.qml
    components/TopicTree.qml
    pages/BottomPanel.qml
    pages/ConnectionBar.qml
    pages/ConsumersPanel.qml
    pages/DeadLettersPanel.qml
    pages/DuplicatesPanel.qml
    pages/HandlersPanel.qml
    pages/InspectorPanel.qml
    pages/PlotsPanel.qml
    pages/PublishPanel.qml
    pages/StreamPanel.qml
    pages/TopicPanel.qml
)
set(topicscope_icons
    chart.svg
    check.svg
    chevron-down.svg
    chevron-right.svg
    chevron-up.svg
    close.svg
    collapse-all.svg
    copies.svg
    copy.svg
    error.svg
    expand-all.svg
    eye.svg
    filter.svg
    follow.svg
    gear.svg
    info.svg
    keyboard.svg
    menu.svg
    minus.svg
    moon.svg
    pause.svg
    play.svg
    plug.svg
    plus.svg
    refresh.svg
    search.svg
    send.svg
    stream.svg
    sun.svg
    theme.svg
    trash.svg
    tree.svg
    unplug.svg
    warning.svg
)

set(topicscope_qml_files)
foreach(file IN LISTS topicscope_qml_singletons topicscope_qml_sources)
    set(path "${PROJECT_SOURCE_DIR}/qml/${file}")
    set_source_files_properties("${path}" PROPERTIES QT_RESOURCE_ALIAS "${file}")
    if(file IN_LIST topicscope_qml_singletons)
        set_source_files_properties("${path}" PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
    endif()
    list(APPEND topicscope_qml_files "${path}")
endforeach()

set(topicscope_icon_files)
foreach(file IN LISTS topicscope_icons)
    set(path "${PROJECT_SOURCE_DIR}/resources/icons/${file}")
    set_source_files_properties("${path}" PROPERTIES QT_RESOURCE_ALIAS "icons/${file}")
    list(APPEND topicscope_icon_files "${path}")
endforeach()
