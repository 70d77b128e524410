package org.kalanjiyam.ocr.server.task;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be under way at a time.
 *
 * @param tasks tasks of the whole site that have not ended
 * @param pages pages of the whole site that wait
 * @param tasksPerPerson tasks of one person that have not ended
 * @param pagesPerPerson pages of one person that wait
 */
@ConfigurationProperties("kalanjiyam.limits")
record StartLimitProperties(
    @DefaultValue("2000") int tasks,
    @DefaultValue("1000000") long pages,
    @DefaultValue("100") int tasksPerPerson,
    @DefaultValue("100000") long pagesPerPerson) {}
