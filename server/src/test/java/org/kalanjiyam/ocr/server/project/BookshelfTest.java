package org.kalanjiyam.ocr.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Bookshelf.Kept;
import org.kalanjiyam.ocr.server.project.Bookshelf.Order;
import org.kalanjiyam.ocr.server.project.Bookshelf.Wanted;
import org.springframework.beans.factory.annotation.Autowired;

class BookshelfTest extends ServerFixture {
  @Autowired Projects projects;
  @Autowired DeletedProjects deleted;
  @Autowired Bookshelf shelf;
  @Autowired BookPages pages;
  @Autowired Books books;

  private org.kalanjiyam.ocr.server.Books made;
  private Person owner;
  private Project book;

  @BeforeEach
  void aBook() {
    made = new org.kalanjiyam.ocr.server.Books(jdbc, projects);
    owner = made.person("owner", Role.EDITOR);
    book = made.book("gita", 5, owner);
  }

  @Test
  void whatIsKnownOfABookIsChangedAndFound() {
    shelf.change(book, change("The Song", "Vyāsa", "1=i, 3=1"), owner);
    made.book("other", 1, owner);
    assertThat(find("song vyāsa", Kept.SHELF)).containsExactly("gita");
    assertThat(find(" SONG  the ", Kept.SHELF)).containsExactly("gita");
    assertThat(find("song vālmīki", Kept.SHELF)).isEmpty();
    assertThat(find("s_ng", Kept.SHELF)).as("no pattern of a person's").isEmpty();
    assertThat(find("% \\", Kept.SHELF)).isEmpty();
    assertThat(labels()).containsExactly("i", "ii", "1", "2", "3");
    shelf.change(book, change(null, "", null), owner);
    assertThat(shelf.details(book.id()).author()).isNull();
    assertThat(projects.bySlug("gita").orElseThrow().title()).isEqualTo("The Song");
    assertThatThrownBy(() -> shelf.change(book, change(null, null, "one"), owner))
        .hasMessageContaining("1=i, 9=1");
  }

  @Test
  void anArchivedBookIsInTheArchiveAlone() {
    shelf.change(
        book, new Bookshelf.Change(null, null, null, null, null, null, null, null, true), owner);
    assertThat(find("", Kept.SHELF)).isEmpty();
    assertThat(find("", Kept.ARCHIVE)).containsExactly("gita");
    assertThat(projects.searchable(owner, null, 10)).isEmpty();
  }

  @Test
  void aDeletedBookFreesItsNameComesBackWithAnotherAndIsGoneInTheEnd() {
    books.delete(book, owner);
    assertThat(projects.bySlug("gita")).isEmpty();
    assertThat(find("", Kept.SHELF)).isEmpty();
    Project next = made.book("gita", 1, owner);
    Person stranger = made.person("stranger", Role.EDITOR);
    assertThat(books.restore(book.id(), stranger)).isEmpty();
    assertThat(books.restore(book.id(), owner))
        .hasValueSatisfying(back -> assertThat(back.slug()).isEqualTo("gita-2"));

    books.delete(next, owner);
    clock.advance(Duration.ofDays(31));
    books.removeDeleted();
    assertThat(projects.byId(next.id())).isEmpty();
    assertThat(projects.byId(book.id())).isPresent();
  }

  @Test
  void pagesChangePlacesAndKeepTheirTexts() {
    made.edit(book, 5, owner);
    assertThat(pages.move(book, 5, 2, owner)).isEqualTo(BookPages.Result.DONE);
    assertThat(hashes()).containsExactly("hash-1", "hash-5", "hash-2", "hash-3", "hash-4");
    assertThat(pages.move(book, 1, 3, owner)).isEqualTo(BookPages.Result.DONE);
    assertThat(hashes()).containsExactly("hash-5", "hash-2", "hash-1", "hash-3", "hash-4");
    assertThat(projects.page(book.id(), 1).orElseThrow().version()).isEqualTo(1);
    assertThat(pages.move(book, 1, 6, owner)).isEqualTo(BookPages.Result.NO_SUCH_PAGE);
  }

  @Test
  void aPageThatWasTakenOutCanBeHadBackWithItsText() {
    made.edit(book, 2, owner);
    assertThat(pages.remove(book, 2, owner)).isEqualTo(BookPages.Result.DONE);
    assertThat(hashes()).containsExactly("hash-1", "hash-3", "hash-4", "hash-5");
    assertThat(projects.bySlug("gita").orElseThrow().pageCount()).isEqualTo(4);

    DeletedProject alone = deleted.newest(owner, 10).getFirst();
    Project back = books.restore(alone.id(), owner).orElseThrow();
    assertThat(projects.page(back.id(), 1).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void aPageThatWasTakenOutAndBackKeepsItsPicturesWhenItsFirstBookIsGone() throws IOException {
    Path images = TestSite.dataFolder().resolve("pages");
    Path home = Files.createDirectories(images.resolve("" + book.id()));
    Files.writeString(home.resolve("2.png"), "a picture");
    jdbc.sql(
            "update page set image_file = project_id || '/2.png' where project_id = :book and"
                + " number = 2")
        .param("book", book.id())
        .update();

    Files.writeString(home.resolve("2-before.png"), "the picture before");
    jdbc.sql(
            """
            insert into page_picture select id, 0, 90, project_id || '/2-before.png', media_type,
              image_hash, byte_count, width, height, dpi, now()
            from page where project_id = :book and number = 2
            """)
        .param("book", book.id())
        .update();

    pages.remove(book, 2, owner);
    DeletedProject alone = deleted.newest(owner, 10).getFirst();
    Project back = books.restore(alone.id(), owner).orElseThrow();
    books.delete(book, owner);
    clock.advance(Duration.ofDays(31));
    books.removeDeleted();

    assertThat(home).doesNotExist();
    String file = projects.page(back.id(), 1).orElseThrow().imageFile();
    assertThat(images.resolve(file)).hasContent("a picture");
    String before = jdbc.sql("select image_file from page_picture").query(String.class).single();
    assertThat(images.resolve(before)).hasContent("the picture before");
  }

  private List<String> find(String words, Kept kept) {
    return shelf.find(new Wanted(words, Order.NEWEST, kept), owner, 0, 10).stream()
        .map(Project::slug)
        .toList();
  }

  private List<String> hashes() {
    return projects.pages(book.id()).stream().map(Page::imageHash).toList();
  }

  private List<String> labels() {
    return pages
        .part(book.id(), EnumSet.allOf(Page.Status.class), BookPages.Order.NUMBER, 0, 10)
        .stream()
        .map(BookPages.Shown::label)
        .toList();
  }

  private static Bookshelf.Change change(String title, String author, String printed) {
    return new Bookshelf.Change(title, author, null, null, null, null, null, printed, null);
  }
}
