package org.kalanjiyam.ocr.server.task;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The history of tasks.
 *
 * @param keepDays days for which ended tasks are kept; 0: for ever
 */
@ConfigurationProperties("kalanjiyam.history")
record HistoryProperties(@DefaultValue("0") int keepDays) {}
