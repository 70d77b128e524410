package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** A file of a multipart request. */
public record MultipartUpload(MultipartFile part) implements UploadedFile {
  private static final int LONGEST_NAME = 200;

  @Override
  public String name() {
    @Nullable String sent = part.getOriginalFilename();
    String bare = sent == null ? "" : sent.substring(1 + lastSeparator(sent)).strip();
    String clean = bare.replaceAll("\\p{Cc}", "");
    String cut = clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
    return cut.isEmpty() ? "The file" : cut;
  }

  private static int lastSeparator(String name) {
    return Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
  }

  @Override
  public void moveTo(Path file) throws IOException {
    part.transferTo(file.toFile());
  }
}
