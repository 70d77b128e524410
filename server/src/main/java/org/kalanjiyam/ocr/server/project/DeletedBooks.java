package org.kalanjiyam.ocr.server.project;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of deleted books ({@code kalanjiyam.deleted-books.*}).
 *
 * @param keep for so long they can be had back; with 0 they are gone at once
 */
@ConfigurationProperties("kalanjiyam.deleted-books")
record DeletedBooks(@DefaultValue("30d") Duration keep) {}
