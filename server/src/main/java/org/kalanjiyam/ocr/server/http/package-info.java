/**
 * The server's end of HTTP before anybody knows who calls: how many connections there may be and
 * how long a request may take to begin, which proxies are believed, which texts are taken. Knows no
 * feature.
 */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package org.kalanjiyam.ocr.server.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
