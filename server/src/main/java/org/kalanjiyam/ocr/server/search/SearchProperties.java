package org.kalanjiyam.ocr.server.search;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The search through all books.
 *
 * @param indexed whether this server looks through what changes; one of a site's servers has to
 */
@ConfigurationProperties("kalanjiyam.search")
record SearchProperties(@DefaultValue("true") boolean indexed) {}
