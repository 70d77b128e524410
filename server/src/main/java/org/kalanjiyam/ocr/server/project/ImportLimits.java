package org.kalanjiyam.ocr.server.project;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an upload may cost ({@code kalanjiyam.import.*}).
 *
 * @param maxUpload all files of one upload together, as sent and as unpacked
 * @param maxFiles files in one upload, and entries in one ZIP
 * @param maxPages pages in one book
 * @param maxMegapixels pixels of one page; an image above is refused, a PDF's page drawn smaller
 * @param pageTime time for one page to be stored
 * @param atOnce imports that one server works on at a time
 * @param maxStored what one book may take on the disk, its pictures unpacked
 * @param parserHeap memory of a process that reads files; one that needs more is refused
 */
@ConfigurationProperties("kalanjiyam.import")
public record ImportLimits(
    @DefaultValue("4GB") DataSize maxUpload,
    @DefaultValue("5000") int maxFiles,
    @DefaultValue("5000") int maxPages,
    @DefaultValue("150") int maxMegapixels,
    @DefaultValue("60s") Duration pageTime,
    @DefaultValue("2") int atOnce,
    @DefaultValue("768MB") DataSize parserHeap,
    @DefaultValue("20GB") DataSize maxStored) {}
