package org.kalanjiyam.ocr.server.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many connections may be open.
 *
 * @param connections in all; more wait in the system's queue
 * @param connectionsPerAddress from one address, named proxies excepted; more are closed at once
 */
@ConfigurationProperties("kalanjiyam.limits")
record ConnectionProperties(
    @DefaultValue("1000") int connections, @DefaultValue("200") int connectionsPerAddress) {}
