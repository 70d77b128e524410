package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.springframework.stereotype.Service;

/** Files for a book that is there already: more pages, or another picture of one. Thread-safe. */
@Service
public class PageUploads {
  private final Projects projects;
  private final ProjectImports imports;
  private final UploadPlan plans;
  private final ImportQueue queue;
  private final Importer importer;
  private final ImportLimits limits;
  private final PageStore store;
  private final PagePictures pictures;
  private final BookChanges changes;
  private final BookFolder folder;
  private final Audit audit;

  PageUploads(
      Projects projects,
      ProjectImports imports,
      UploadPlan plans,
      ImportQueue queue,
      Importer importer,
      ImportLimits limits,
      PageStore store,
      PagePictures pictures,
      BookChanges changes,
      BookFolder folder,
      Audit audit) {
    this.projects = projects;
    this.imports = imports;
    this.plans = plans;
    this.queue = queue;
    this.importer = importer;
    this.limits = limits;
    this.store = store;
    this.pictures = pictures;
    this.changes = changes;
    this.folder = folder;
    this.audit = audit;
  }

  /** What became of files. */
  public sealed interface Outcome {
    /** They are taken, as so many pages. */
    record Taken(int pages) implements Outcome {}

    /** They cannot become pages. */
    record Unfit(UploadRefused refusal) implements Outcome {
      /** For a person. */
      public String reason() {
        return refusal.getMessage() + ".";
      }
    }

    /** The server's disk is full. */
    record NoRoom() implements Outcome {}

    /** The book is as it was. */
    record NotChanged(BookPages.Result why) implements Outcome {}
  }

  /**
   * Adds the pages of files to a book; they are stored afterwards, and the book is being imported
   * until they are.
   *
   * @param position number of the first new page; one more than the book has pages: at its end
   */
  public Outcome add(Project project, int position, List<? extends UploadedFile> files, Person by)
      throws IOException, InterruptedException {
    return receive(files, (planned, name) -> add(project, position, planned, name, by));
  }

  private Outcome add(
      Project project, int position, List<PlannedFile> planned, String folderName, Person by)
      throws UploadRefused {
    int more = planned.stream().mapToInt(PlannedFile::pageCount).sum();
    if (projects.storedPages(project.id()) + more > limits.maxPages()) {
      throw UploadRefused.tooLarge(
          "With these the book would have more than the %d pages that one may have"
              .formatted(limits.maxPages()));
    }
    BookPages.Result result =
        changes.make(
            project,
            count -> {
              if (position < 1 || position > count + 1) {
                return BookPages.Result.NO_SUCH_PAGE;
              }
              changes.makeRoom(project.id(), position, more);
              imports.awaitPages(project.id(), more);
              queue.addTo(
                  project.id(),
                  folderName,
                  planned.stream().map(file -> file.movedBy(position - 1)).toList());
              audit.record(by, "page.add", null, project.slug(), more + " from " + position);
              return BookPages.Result.DONE;
            });
    if (result != BookPages.Result.DONE) {
      return new Outcome.NotChanged(result);
    }
    importer.nudge();
    return new Outcome.Taken(more);
  }

  /** Puts the picture in a file of one page in the place of a page's; its texts stay. */
  public Outcome replace(Project project, int number, List<? extends UploadedFile> files, Person by)
      throws IOException, InterruptedException {
    return receive(
        files,
        (planned, name) -> {
          if (planned.size() != 1 || planned.getFirst().pageCount() != 1) {
            throw UploadRefused.unreadable("One page is replaced by one page");
          }
          PlannedFile file = planned.getFirst();
          try {
            PageStore.Kept kept =
                store.keep(project.id(), folder.upload(name).resolve(file.file()), file.kind());
            BookPages.Result result = pictures.replace(project, number, kept, by);
            return result == BookPages.Result.DONE
                ? new Outcome.Taken(1)
                : new Outcome.NotChanged(result);
          } catch (TimeoutException e) {
            throw new UploadRefused(
                UploadRefused.Reason.UNREADABLE, file.name() + " takes too long to draw", e);
          } finally {
            BookFolder.delete(folder.upload(name));
          }
        });
  }

  /** What is done with files that were received and looked through. */
  @FunctionalInterface
  private interface Use {
    Outcome use(List<PlannedFile> planned, String folderName)
        throws IOException, UploadRefused, InterruptedException;
  }

  private Outcome receive(List<? extends UploadedFile> files, Use use)
      throws IOException, InterruptedException {
    if (folder.isFull()) {
      return new Outcome.NoRoom();
    }
    String name = UUID.randomUUID().toString();
    Path upload = Files.createDirectory(folder.upload(name));
    boolean taken = false;
    try {
      Outcome outcome = use.use(plans.plan(files, upload), name);
      taken = outcome instanceof Outcome.Taken;
      return outcome;
    } catch (UploadRefused e) {
      return new Outcome.Unfit(e);
    } finally {
      if (!taken) {
        BookFolder.delete(upload);
      }
    }
  }
}
