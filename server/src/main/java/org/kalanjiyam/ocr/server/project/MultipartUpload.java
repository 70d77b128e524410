package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** A file of a multipart request. */
public record MultipartUpload(MultipartFile part) implements UploadedFile {
  private static final int LONGEST_NAME = 200;

  /** The files of a request's part; none if it has no such part. */
  public static List<MultipartUpload> of(@Nullable List<MultipartFile> parts) {
    return parts == null ? List.of() : parts.stream().map(MultipartUpload::new).toList();
  }

  /** The files that a form sends; a browser sends a nameless empty one where none was chosen. */
  public static List<MultipartUpload> ofForm(@Nullable List<MultipartFile> parts) {
    return of(parts).stream().filter(file -> !file.nameless()).toList();
  }

  private boolean nameless() {
    @Nullable String name = part.getOriginalFilename();
    return part.isEmpty() && (name == null || name.isBlank());
  }

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
