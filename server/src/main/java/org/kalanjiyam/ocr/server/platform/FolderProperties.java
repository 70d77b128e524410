package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where things are kept.
 *
 * @param dataDir everything that is not in SQL, the database and broker of one machine included
 * @param booksDir uploads and page images: one folder for all servers of a site
 */
@ConfigurationProperties("kalanjiyam")
public record FolderProperties(Path dataDir, Path booksDir) {}
