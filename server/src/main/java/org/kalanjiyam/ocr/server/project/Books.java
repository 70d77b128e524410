package org.kalanjiyam.ocr.server.project;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes books from uploads, and deletes them. Thread-safe. */
@Service
public class Books {
  private static final Logger LOG = LoggerFactory.getLogger(Books.class);
  private static final int LONGEST_TITLE = 300;
  private static final int MOST_NAMESAKES = 1000;

  private final Projects projects;
  private final DeletedProjects deleted;
  private final UploadPlan plans;
  private final ImportQueue queue;
  private final Importer importer;
  private final BookFolder folder;
  private final List<ProjectUse> uses;
  private final Audit audit;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Duration keepDeleted;

  Books(
      Projects projects,
      DeletedProjects deleted,
      UploadPlan plans,
      ImportQueue queue,
      Importer importer,
      BookFolder folder,
      List<ProjectUse> uses,
      Audit audit,
      TransactionTemplate transaction,
      Clock clock,
      DeletedBooks keeping) {
    this.projects = projects;
    this.deleted = deleted;
    this.plans = plans;
    this.queue = queue;
    this.importer = importer;
    this.folder = folder;
    this.uses = uses;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
    this.keepDeleted = keeping.keep();
  }

  /** What became of a wish for a new book. */
  public sealed interface Creation {
    /** It is there; its pages follow in the background. */
    record Created(Project project) implements Creation {}

    /** Another book has this slug. */
    record SlugTaken(String slug) implements Creation {}

    /** What was asked for makes no sense; the reason tells a person what would. */
    record Unfit(String reason) implements Creation {}

    /** The server's disk is full. */
    record NoRoom() implements Creation {}

    /** The files cannot become a book. */
    record Refused(UploadRefused refusal) implements Creation {}
  }

  /**
   * Makes a book from files: looks through them and answers; the pages are stored afterwards. Files
   * that are all single images are put in natural order of their names, others stay in the order
   * given.
   *
   * @param title null or blank: the first file's name
   * @param slug null or blank: derived from the title, and numbered where that is taken
   */
  public Creation create(
      @Nullable String title, @Nullable String slug, List<? extends UploadedFile> files, Person by)
      throws IOException, InterruptedException {
    String heading = title == null || title.isBlank() ? titleOf(files) : title.strip();
    if (heading.length() > LONGEST_TITLE || heading.chars().anyMatch(Character::isISOControl)) {
      return new Creation.Unfit(
          "A title has at most %d characters, in one line".formatted(LONGEST_TITLE));
    }
    boolean derived = slug == null || slug.isBlank();
    Slug wish;
    try {
      wish = derived ? Slug.ofTitle(heading) : new Slug(requireNonNull(slug));
    } catch (Refused e) {
      return new Creation.Unfit(e.reason());
    }
    if (!derived && projects.bySlug(wish.value()).isPresent()) {
      return new Creation.SlugTaken(wish.value());
    }
    return receive(heading, wish, derived ? MOST_NAMESAKES : 1, files, by);
  }

  private static String titleOf(List<? extends UploadedFile> files) {
    String name = files.isEmpty() ? "" : files.getFirst().name();
    String bare = name.replaceFirst("(?<=.)\\.[A-Za-z0-9]{1,5}$", "").replaceAll("\\p{Cc}", "");
    String cut = bare.substring(0, Math.min(LONGEST_TITLE, bare.length())).strip();
    return cut.isEmpty() ? "Untitled" : cut;
  }

  private Creation receive(
      String title, Slug wish, int names, List<? extends UploadedFile> files, Person by)
      throws IOException, InterruptedException {
    if (folder.isFull()) {
      return new Creation.NoRoom();
    }
    String name = UUID.randomUUID().toString();
    Path upload = Files.createDirectory(folder.upload(name));
    Optional<Project> added = Optional.empty();
    try {
      List<PlannedFile> planned = plans.plan(files, upload);
      for (int i = 1; i <= names && added.isEmpty(); i++) {
        added = add(title, i == 1 ? wish : wish.numbered(i), name, planned, by);
      }
    } catch (UploadRefused e) {
      return new Creation.Refused(e);
    } finally {
      if (added.isEmpty()) {
        BookFolder.delete(upload);
      }
    }
    if (added.isEmpty()) {
      return new Creation.SlugTaken(wish.value());
    }
    importer.nudge();
    return new Creation.Created(added.get());
  }

  private Optional<Project> add(
      String title, Slug slug, String folderName, List<PlannedFile> files, Person by) {
    int pages = files.stream().mapToInt(PlannedFile::pageCount).sum();
    return requireNonNull(
        transaction.execute(
            status -> {
              Optional<Project> added = projects.add(slug, title, pages, by.id());
              added.ifPresent(
                  project -> {
                    queue.add(project.id(), folderName, files);
                    audit.record(
                        by,
                        "project.create",
                        null,
                        slug.value(),
                        pages + (pages == 1 ? " page" : " pages"));
                  });
              return added;
            }));
  }

  /**
   * Whether an upload can be taken.
   *
   * @param bytes its size, 0 if it is not known
   */
  public boolean hasRoomFor(long bytes) throws IOException {
    return folder.hasRoomFor(bytes);
  }

  /** What became of a wish to delete a book. */
  public enum Deletion {
    DELETED,
    /** Something still works on it. */
    IN_USE,
    NOT_THERE
  }

  /**
   * Throws a book away: from now on nobody sees it. Its creator and administrators can have it back
   * for some time; then it is gone with its pages, texts and files. Its tasks stay in the history.
   */
  public Deletion delete(Project project, Person by) {
    Deletion result =
        requireNonNull(
            transaction.execute(
                status -> {
                  if (!projects.lock(project.id())) {
                    return Deletion.NOT_THERE;
                  }
                  if (uses.stream().anyMatch(use -> use.inUse(project.id()))) {
                    return Deletion.IN_USE;
                  }
                  deleted.throwAway(project.id(), by);
                  audit.record(by, "project.delete", null, project.slug(), project.title());
                  return Deletion.DELETED;
                }));
    if (result == Deletion.DELETED && keepDeleted.isZero()) {
      remove(project.id());
    }
    return result;
  }

  /** How long a deleted book can be had back. */
  public Duration keepsDeleted() {
    return keepDeleted;
  }

  /** Brings a deleted book back, under its old slug if that is still free; empty if it is gone. */
  public Optional<Project> restore(long id, Person by) {
    return requireNonNull(
        transaction.execute(
            status -> {
              Optional<DeletedProject> book = deleted.byId(id).filter(one -> mayRestore(one, by));
              if (book.isEmpty()) {
                return Optional.empty();
              }
              Slug old = new Slug(book.get().slug());
              for (int i = 1; i <= MOST_NAMESAKES; i++) {
                if (deleted.restore(id, i == 1 ? old : old.numbered(i))) {
                  audit.record(by, "project.restore", null, old.value(), book.get().title());
                  return projects.byId(id);
                }
              }
              return Optional.empty();
            }));
  }

  private static boolean mayRestore(DeletedProject book, Person by) {
    return by.role().covers(Role.ADMIN)
        || (by.role().covers(Role.EDITOR) && by.id() == book.createdBy());
  }

  /** Removes books for good whose time is over. */
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
  public void removeDeleted() {
    deleted.before(clock.instant().minus(keepDeleted)).forEach(this::remove);
  }

  private void remove(long id) {
    boolean removed = requireNonNull(transaction.execute(status -> deleted.remove(id)));
    if (!removed) {
      return;
    }
    try {
      BookFolder.delete(folder.project(id));
    } catch (IOException e) {
      LOG.warn("Files of project {} stay until the next start: {}", id, e.toString());
    }
  }
}
