package org.kalanjiyam.ocr.server.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server is to be found.
 *
 * @param publicUrl its address for others, which links lead to, such as https://books.example.org
 * @param proxies addresses and networks of reverse proxies whose X-Forwarded headers are believed,
 *     separated by commas
 */
@ConfigurationProperties("kalanjiyam")
record AddressProperties(@DefaultValue("") String publicUrl, @DefaultValue("") String proxies) {}
