package org.kalanjiyam.ocr.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.parser.FileKind;
import org.kalanjiyam.ocr.server.platform.LocalSite;
import org.kalanjiyam.ocr.server.platform.SiteSettings;
import org.kalanjiyam.ocr.server.platform.SiteSettings.Broker;
import org.kalanjiyam.ocr.server.platform.SiteSettings.Lasting;
import org.kalanjiyam.ocr.server.platform.SiteSettings.Redis;
import org.kalanjiyam.ocr.server.platform.StartRefused;
import org.kalanjiyam.ocr.server.platform.TemporaryFolder;

/**
 * One call of {@code ocr}: a whole server of its own on random ports of the loopback, with a data
 * folder that goes when it ends, used over HTTP as any script would use it. It touches no database,
 * Redis or broker of the site.
 */
final class OcrRun implements AutoCloseable {
  private static final int FILES_AT_ONCE = 10;
  private static final String LOOPBACK = "127.0.0.1";

  private final OcrWishes wishes;
  private final Progress progress;
  private final String token = UUID.randomUUID().toString();
  private final Thread atExit = new Thread(this::stop, "stop");
  private @Nullable TemporaryFolder folder;
  private @Nullable LocalSite site;

  OcrRun(OcrWishes wishes, Progress progress) {
    this.wishes = wishes;
    this.progress = progress;
  }

  /** Reads the files; tells whether every page of every file was read. */
  boolean read(List<Path> files) {
    Map<Path, FileResult> unfit = new LinkedHashMap<>();
    List<Path> fit = new ArrayList<>();
    for (Path file : files) {
      String reason = complaint(file);
      if (reason == null) {
        fit.add(file);
      } else {
        unfit.put(file, new FileResult.NotRead(reason));
      }
    }
    unfit.forEach(this::tell);
    if (fit.isEmpty()) {
      return false;
    }
    makeOutputFolder();
    boolean allRead = readAll(fit, start(fit));
    return allRead && unfit.isEmpty();
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // the process ends already, and the hook has done this
    }
  }

  /** For a process that ends right after this, with all written that was to be: takes no time. */
  synchronized void endAtOnce() {
    end(LocalSite::closeAtOnce);
  }

  private LocalSite start(List<Path> files) {
    Runtime.getRuntime().addShutdownHook(atExit);
    var made = TemporaryFolder.make();
    var started =
        new LocalSite(settings(made.path(), workersFor(files, wishes.workers())), progress::say);
    synchronized (this) {
      folder = made;
      site = started;
    }
    started.start();
    return started;
  }

  /** No more than there are pages, where that is known before the files are opened. */
  static int workersFor(List<Path> files, int wanted) {
    return files.stream().allMatch(OcrRun::isOnePage) ? Math.min(files.size(), wanted) : wanted;
  }

  private static boolean isOnePage(Path file) {
    try {
      return FileKind.of(file).filter(FileKind::onePage).isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private SiteSettings settings(Path data, int workers) {
    return new SiteSettings(
        LOOPBACK,
        0,
        data,
        workers,
        token,
        null,
        new Redis.Private(),
        new Broker.Embedded(LOOPBACK, 0),
        Lasting.UNTIL_EXIT,
        properties());
  }

  private Map<String, String> properties() {
    Map<String, String> all = new HashMap<>(wishes.properties());
    // Nobody searches before it has ended.
    all.put("kalanjiyam.search.indexed", "false");
    return all;
  }

  private boolean readAll(List<Path> files, LocalSite started) {
    try (var api = new ServerApi(started.address(), token);
        ExecutorService threads = Executors.newFixedThreadPool(FILES_AT_ONCE)) {
      var tally = new Tally(progress);
      var names = new OutputNames(wishes.output(), files);
      Map<Path, Future<FileResult>> results = new LinkedHashMap<>();
      for (Path file : files) {
        var reading = new FileReading(api, wishes, names.base(file), names, tally);
        results.putIfAbsent(file, threads.submit(() -> reading.of(file)));
      }
      boolean all = true;
      for (var result : results.entrySet()) {
        FileResult came = result.getValue().get();
        tell(result.getKey(), came);
        all &= came instanceof FileResult.Read;
      }
      progress.end();
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void tell(Path file, FileResult result) {
    switch (result) {
      case FileResult.Read(int pages, List<Path> written) ->
          progress.say("%s: %d %s read -> %s".formatted(file, pages, noun(pages), list(written)));
      case FileResult.PagesFailed(List<String> failures, List<Path> written) -> {
        failures.forEach(failure -> progress.say("%s: %s".formatted(file, failure)));
        progress.say(
            "%s: %d %s not read -> %s"
                .formatted(file, failures.size(), noun(failures.size()), list(written)));
      }
      case FileResult.NotRead(String reason) -> progress.say("%s: %s".formatted(file, reason));
    }
  }

  private static String noun(int pages) {
    return pages == 1 ? "page" : "pages";
  }

  private static String list(List<Path> written) {
    return String.join(", ", written.stream().map(Path::toString).toList());
  }

  private static @Nullable String complaint(Path file) {
    if (!Files.exists(file)) {
      return "there is no such file";
    }
    if (Files.isDirectory(file)) {
      return "this is a folder; name the files in it";
    }
    return Files.isReadable(file) ? null : "the file may not be read: its permissions forbid it";
  }

  private void makeOutputFolder() {
    try {
      Files.createDirectories(wishes.output().toAbsolutePath());
    } catch (IOException e) {
      throw new StartRefused("The folder %s cannot be made: %s".formatted(wishes.output(), e), e);
    }
  }

  private synchronized void stop() {
    end(LocalSite::close);
  }

  private void end(Consumer<LocalSite> way) {
    if (site != null) {
      way.accept(site);
    }
    if (folder != null) {
      folder.close();
    }
    site = null;
    folder = null;
  }
}
