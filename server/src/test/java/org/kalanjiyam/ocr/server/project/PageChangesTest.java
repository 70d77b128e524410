package org.kalanjiyam.ocr.server.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.parser.Uploads;
import org.kalanjiyam.ocr.server.parser.Uploads.Sent;
import org.kalanjiyam.ocr.server.proof.Pages;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages turned, replaced and added, with pictures that are really there. */
class PageChangesTest extends ServerFixture {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 60;

  @Autowired Projects projects;
  @Autowired Books books;
  @Autowired PagePictures pictures;
  @Autowired PageUploads uploads;
  @Autowired PageFiles files;
  @Autowired Pages texts;

  private Person owner;
  private Project book;

  @BeforeEach
  void aBookOfTwoPages() throws Exception {
    owner = new org.kalanjiyam.ocr.server.Books(jdbc, projects).person("owner", Role.EDITOR);
    book = ((Books.Creation.Created) books.create("Gita", null, scans(1, 2), owner)).project();
    ready();
  }

  private static List<Sent> scans(int... greys) {
    return IntStream.range(0, greys.length)
        .mapToObj(i -> new Sent(i + ".png", scan(greys[i])))
        .toList();
  }

  /** Paper of a grey of its own, with a black corner at the top left. */
  private static byte[] scan(int grey) {
    BufferedImage image = Uploads.grey(WIDTH, HEIGHT);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int shade = x < 4 && y < 4 ? 0 : 100 + grey;
        image.getRaster().setSample(x, y, 0, shade);
      }
    }
    return Uploads.encoded(image, "png");
  }

  private void ready() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> projects.byId(book.id()).orElseThrow().status() == Project.Status.READY);
    book = projects.byId(book.id()).orElseThrow();
  }

  private Page page(int number) {
    return projects.page(book.id(), number).orElseThrow();
  }

  private BufferedImage picture(int number) throws Exception {
    return ImageIO.read(files.original(page(number)).file().toFile());
  }

  private void recognised(int number) {
    jdbc.sql(
            """
            with read as (
              update page set version = 1 where project_id = :book and number = :number returning id)
            insert into revision (page_id, version, text, created_at, task_id, engine, width, height,
              lines)
            select id, 1, 'word', now(), :task, 'tesseract', 40, 60,
              '[{"box": {"x1": 2, "y1": 3, "x2": 20, "y2": 13}, "text": "word", "block": 0, "paragraph": 0,
                "words": [{"box": {"x1": 2, "y1": 3, "x2": 20, "y2": 13}, "text": "word"}]}]'
            from read
            """)
        .param("book", book.id())
        .param("number", number)
        .param("task", UUID.randomUUID())
        .update();
  }

  private String box(int number) {
    return jdbc.sql(
            """
            select (lines #>> '{0,words,0,box,x1}') || ' ' || (lines #>> '{0,words,0,box,y1}') || ' ' ||
              (lines #>> '{0,words,0,box,x2}') || ' ' || (lines #>> '{0,words,0,box,y2}')
              || ' of ' || r.width || ' by ' || r.height
            from revision r join page p on p.id = r.page_id where project_id = :book and number = :number
            """)
        .param("book", book.id())
        .param("number", number)
        .query(String.class)
        .single();
  }

  @Test
  void aTurnedPageKeepsItsTextAndThePlacesOnItAndIsTheOldOneOnceItIsTurnedBack() throws Exception {
    recognised(1);
    Page before = page(1);
    byte[] came = Files.readAllBytes(files.original(before).file());

    assertThat(pictures.rotate(book, 1, Rotation.RIGHT, owner)).isEqualTo(BookPages.Result.DONE);

    assertThat(page(1)).extracting(Page::width, Page::height).containsExactly(HEIGHT, WIDTH);
    assertThat(page(1).version()).isEqualTo(1);
    assertThat(picture(1).getRaster().getSample(HEIGHT - 1, 0, 0)).isZero();
    assertThat(picture(1).getRaster().getSample(0, 0, 0)).isEqualTo(101);
    assertThat(box(1)).isEqualTo("47 2 57 20 of 60 by 40");

    pictures.rotate(book, 1, Rotation.UPSIDE_DOWN, owner);
    assertThat(picture(1).getRaster().getSample(0, WIDTH - 1, 0)).isZero();
    assertThat(box(1)).isEqualTo("3 20 13 38 of 60 by 40");

    pictures.rotate(book, 1, Rotation.RIGHT, owner);
    assertThat(page(1)).isEqualTo(before);
    assertThat(Files.readAllBytes(files.original(page(1)).file())).isEqualTo(came);
    assertThat(box(1)).isEqualTo("2 3 20 13 of 40 by 60");
    assertThat(pictures.rotate(book, 9, Rotation.RIGHT, owner))
        .isEqualTo(BookPages.Result.NO_SUCH_PAGE);
  }

  @Test
  void aPageGetsAnotherPictureAndItsTextIsSaidToBeOfTheOldOneUntilThatComesBack() throws Exception {
    recognised(2);
    String old = page(2).imageHash();

    assertThat(uploads.replace(book, 2, scans(7), owner))
        .isEqualTo(new PageUploads.Outcome.Taken(1));

    assertThat(picture(2).getRaster().getSample(9, 9, 0)).isEqualTo(107);
    assertThat(texts.withText(page(2)))
        .satisfies(with -> assertThat(with.text()).isEqualTo("word"))
        .satisfies(with -> assertThat(with.outdated()).isTrue())
        .satisfies(with -> assertThat(with.lines()).isEmpty());
    assertThat(uploads.replace(book, 2, scans(7, 8), owner))
        .isInstanceOf(PageUploads.Outcome.Unfit.class);
    assertThat(uploads.replace(book, 3, scans(7), owner))
        .isEqualTo(new PageUploads.Outcome.NotChanged(BookPages.Result.NO_SUCH_PAGE));

    pictures.rotate(book, 2, Rotation.RIGHT, owner);
    assertThat(box(2)).isEqualTo("2 3 20 13 of 40 by 60");
    assertThat(pictures.bringBack(book, 2, owner)).isEqualTo(BookPages.Result.DONE);
    assertThat(page(2).imageHash()).isEqualTo(old);
    assertThat(texts.withText(page(2)).outdated()).isFalse();
    assertThat(texts.withText(page(2)).lines()).hasSize(1);
    assertThat(pictures.bringBack(book, 2, owner)).isEqualTo(BookPages.Result.NO_SUCH_PAGE);
  }

  @Test
  void pagesAreAddedBetweenOthersWhichKeepTheirTexts() throws Exception {
    recognised(2);
    assertThat(uploads.add(book, 2, scans(3, 4), owner))
        .isEqualTo(new PageUploads.Outcome.Taken(2));
    ready();
    assertThat(greys()).containsExactly(101, 103, 104, 102);
    assertThat(page(4).version()).isEqualTo(1);
    assertThat(book.pageCount()).isEqualTo(4);
    assertThat(uploads.add(book, 6, scans(5), owner))
        .isEqualTo(new PageUploads.Outcome.NotChanged(BookPages.Result.NO_SUCH_PAGE));
  }

  @Test
  void whereAFileTurnsOutDamagedTheOthersAreAddedAndTheBookSaysSo() throws Exception {
    List<Sent> many =
        IntStream.range(0, 12)
            .mapToObj(i -> new Sent(100 + i + ".png", i == 3 ? damaged() : scan(9)))
            .toList();
    assertThat(uploads.add(book, 1, many, owner)).isEqualTo(new PageUploads.Outcome.Taken(12));
    ready();
    assertThat(greys()).containsExactly(109, 109, 109, 101, 102);
    assertThat(book.pageCount()).isEqualTo(5);
    assertThat(book.statusReason()).contains("103.png");
    pictures.rotate(book, 1, Rotation.LEFT, owner);
    assertThat(projects.byId(book.id()).orElseThrow().statusReason()).isNull();
  }

  /** Its header is whole, so that it is found out only when it is drawn on white. */
  private static byte[] damaged() {
    byte[] png =
        Uploads.encoded(Uploads.picture(300, 300, BufferedImage.TYPE_INT_ARGB, Color.BLACK), "png");
    Arrays.fill(png, 60, png.length - 20, (byte) -1);
    return png;
  }

  private List<Integer> greys() throws Exception {
    List<Integer> greys = new ArrayList<>();
    for (Page page : projects.pages(book.id())) {
      greys.add(ImageIO.read(files.original(page).file().toFile()).getRaster().getSample(9, 9, 0));
    }
    return greys;
  }
}
