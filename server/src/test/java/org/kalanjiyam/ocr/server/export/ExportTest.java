package org.kalanjiyam.ocr.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Books;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.project.UploadedFile;
import org.kalanjiyam.ocr.server.proof.Proofing;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A book of four pages: a JPEG in English with mark-up in it, a PNG in Devanagari that a person
 * corrected, a black-and-white PNG in Tamil, and one without text.
 */
class ExportTest extends ServerFixture {
  private static final String ENGLISH = "Fish & <script>alert(1)</script> chips";
  private static final String SANSKRIT = "धर्मक्षेत्रे कुरुक्षेत्रे समवेता";
  private static final String CORRECTED = "धर्मक्षेत्रे कुरुक्षेत्रे समवेताः";
  private static final String TAMIL = "யாமறிந்த மொழிகளிலே தமிழ்மொழி";

  /** Where a reviewer may put the schemas of ALTO and PAGE; they are not the project's to ship. */
  private static final Path SCHEMAS = Path.of("../../shared/schemas");

  @Autowired private Export export;
  @Autowired private Books books;
  @Autowired private Projects projects;
  @Autowired private Revisions revisions;
  @Autowired private Proofing proofing;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JsonMapper json;

  @TempDir Path folder;
  private Project book = new Project(0, "", "", Project.Status.FAILED, null, 0, 0, Instant.EPOCH);

  @BeforeEach
  void aBook() throws Exception {
    Person ada = new Person(person("ada", "EDITOR"), "ada", "Ada", Role.EDITOR);
    List<Picture> files =
        List.of(
            new Picture("1.jpg", "jpeg", BufferedImage.TYPE_INT_RGB),
            new Picture("2.png", "png", BufferedImage.TYPE_BYTE_GRAY),
            new Picture("3.png", "png", BufferedImage.TYPE_BYTE_BINARY),
            new Picture("4.png", "png", BufferedImage.TYPE_BYTE_INDEXED));
    Books.Creation creation = books.create("A <Tale> & more", "tale", files, ada);
    Project created = ((Books.Creation.Created) creation).project();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> projects.byId(created.id()).orElseThrow().status() == Project.Status.READY);
    book = projects.byId(created.id()).orElseThrow();
    read(1, ENGLISH);
    read(2, SANSKRIT);
    read(3, TAMIL);
    proofing.save(page(2), CORRECTED + "\nsecond line", 1, ada);
  }

  /** A picture to upload: white, with a black square at its top left. */
  private record Picture(String name, String format, int type) implements UploadedFile {
    @Override
    public void moveTo(Path file) throws IOException {
      BufferedImage image = new BufferedImage(600, 800, type);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, 600, 800);
      graphics.setColor(Color.BLACK);
      graphics.fillRect(0, 0, 300, 300);
      graphics.dispose();
      ImageIO.write(image, format, file.toFile());
    }
  }

  private Page page(int number) {
    return projects.page(book.id(), number).orElseThrow();
  }

  /** As an engine would: words side by side on one line. */
  private void read(int number, String text) {
    String[] tokens = text.split(" ");
    List<Word> words = new java.util.ArrayList<>();
    for (String token : tokens) {
      int x = 50 + 120 * words.size();
      words.add(new Word(new Box(x, 400, x + 100, 440), token, 0.875));
    }
    Line line = new Line(new Box(50, 400, 550, 440), text, 0.875, 0, 0, words);
    Revisions.Recognition recognition =
        new Revisions.Recognition(
            page(number).id(),
            UUID.randomUUID(),
            0,
            new PageText(600, 800, List.of(line)),
            new Provenance("tesseract", "5", null, "eng", ""),
            page(number).imageHash(),
            Instant.EPOCH);
    transaction.executeWithoutResult(status -> revisions.addRecognised(List.of(recognition)));
  }

  private byte[] exported(ExportFormat format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    export.write(book, format, out);
    return out.toByteArray();
  }

  private Path file(ExportFormat format) throws Exception {
    return Files.write(folder.resolve("book" + format.suffix()), exported(format));
  }

  private static Document parsed(byte[] xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
  }

  private static Element element(Document document, String name, int index) {
    return (Element) document.getElementsByTagName(name).item(index);
  }

  @Test
  void textHasAFormFeedBetweenPages() throws Exception {
    assertThat(new String(exported(ExportFormat.TXT), StandardCharsets.UTF_8))
        .isEqualTo(ENGLISH + "\n\f" + CORRECTED + "\nsecond line\n\f" + TAMIL + "\n\f");
  }

  @Test
  void jsonHasAPageALineInTheApisShape() throws Exception {
    List<String> lines =
        new String(exported(ExportFormat.JSON), StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(4);
    JsonNode first = json.readTree(lines.getFirst());
    assertThat(first.path("page").asString()).isEqualTo("1");
    assertThat(first.path("version").asInt()).isEqualTo(1);
    assertThat(first.at("/lines/0/words/1/box").toString()).isEqualTo("[170,400,270,440]");
    assertThat(json.readTree(lines.getLast()).path("version").asInt()).isZero();
  }

  @Test
  void hocrHasEveryWordInItsPlaceAndNoMarkupOfTheTexts() throws Exception {
    Document document = parsed(exported(ExportFormat.HOCR));
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(element(document, "title", 0).getTextContent()).isEqualTo("A <Tale> & more");
    Element first = element(document, "span", 1);
    assertThat(first.getAttribute("class")).isEqualTo("ocrx_word");
    assertThat(first.getAttribute("title")).isEqualTo("bbox 50 400 150 440; x_wconf 88");
    assertThat(element(document, "span", 0).getTextContent().strip()).isEqualTo(ENGLISH);
    assertThat(element(document, "div", 0).getAttribute("title"))
        .isEqualTo("image \"0001.jpg\"; bbox 0 0 600 800; ppageno 0; x_status recognised");
  }

  @Test
  void altoMarksWhatAPersonCorrected() throws Exception {
    byte[] alto = exported(ExportFormat.ALTO);
    Document document = parsed(alto);
    assertThat(document.getElementsByTagName("Page").getLength()).isEqualTo(4);
    assertThat(element(document, "TextLine", 0).getAttribute("CS")).isEmpty();
    assertThat(element(document, "TextLine", 1).getAttribute("CS")).isEqualTo("true");
    Element word = element(document, "String", 0);
    assertThat(word.getAttribute("CONTENT")).isEqualTo("Fish");
    assertThat(word.getAttribute("WC")).isEqualTo("0.875");
    assertThat(word.getAttribute("HPOS")).isEqualTo("50");
  }

  @Test
  void altoIsValidByItsSchema() throws Exception {
    Path schema = SCHEMAS.resolve("alto-4-4.xsd");
    assumeTrue(Files.exists(schema), "no schema in " + SCHEMAS);
    run(
        "xmllint",
        "--nonet",
        "--noout",
        "--schema",
        schema.toString(),
        file(ExportFormat.ALTO).toString());
  }

  @Test
  void pageXmlIsAZipOfAFileForEachPage() throws Exception {
    Path schema = SCHEMAS.resolve("pagecontent.xsd");
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(exported(ExportFormat.PAGE)))) {
      for (int number = 1; number <= 4; number++) {
        assertThat(zip.getNextEntry().getName()).isEqualTo("000" + number + ".xml");
        byte[] xml = zip.readAllBytes();
        Document document = parsed(xml);
        assertThat(element(document, "Page", 0).getAttribute("imageWidth")).isEqualTo("600");
        int lines = document.getElementsByTagName("TextLine").getLength();
        assertThat(lines).isEqualTo(number == 4 ? 0 : number == 2 ? 2 : 1);
        if (Files.exists(schema)) {
          Path file = Files.write(folder.resolve("page.xml"), xml);
          run("xmllint", "--nonet", "--noout", "--schema", schema.toString(), file.toString());
        }
      }
      assertThat(zip.getNextEntry()).isNull();
    }
  }

  @Test
  void pdfGivesTheTextsBackInEveryScript() throws Exception {
    try (PDDocument document = Loader.loadPDF(exported(ExportFormat.PDF))) {
      assertThat(document.getNumberOfPages()).isEqualTo(4);
      assertThat(text(document, 1)).isEqualTo(ENGLISH);
      assertThat(text(document, 2)).isEqualTo(CORRECTED + "\nsecond line");
      assertThat(text(document, 3)).isEqualTo(TAMIL);
      assertThat(text(document, 4)).isEmpty();
    }
  }

  private static String text(PDDocument document, int page) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    return stripper.getText(document).replaceAll(" *\\R", "\n").strip();
  }

  @Test
  void pdfShowsThePicturesAndNothingElse() throws Exception {
    try (PDDocument document = Loader.loadPDF(exported(ExportFormat.PDF))) {
      PDFRenderer renderer = new PDFRenderer(document);
      for (int page = 0; page < 4; page++) {
        BufferedImage seen = renderer.renderImage(page);
        int width = seen.getWidth();
        int height = seen.getHeight();
        assertThat(seen.getRGB(width / 4, height / 5) & 0xFF).isLessThan(40);
        assertThat(seen.getRGB(width * 3 / 4, height / 5) & 0xFF).isGreaterThan(220);
        assertThat(seen.getRGB(width / 4, height * 21 / 40) & 0xFF).isGreaterThan(220);
      }
    }
  }

  @Test
  void pdfHoldsTheJpegAsItWasSent() throws Exception {
    byte[] pdf = exported(ExportFormat.PDF);
    Path sent = folder.resolve("sent.jpg");
    new Picture("1.jpg", "jpeg", BufferedImage.TYPE_INT_RGB).moveTo(sent);
    assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
        .contains(Files.readString(sent, StandardCharsets.ISO_8859_1));
  }

  @Test
  void pdfIsSoundToOtherReaders() throws Exception {
    Path pdf = file(ExportFormat.PDF);
    run("qpdf", "--check", pdf.toString());
    assertThat(run("pdftotext", "-enc", "UTF-8", pdf.toString(), "-"))
        .contains(ENGLISH)
        .contains(CORRECTED)
        .contains(TAMIL);
  }

  private static String run(String... command) throws Exception {
    assumeTrue(
        List.of("/usr/bin", "/usr/local/bin").stream()
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, command[0]))),
        command[0] + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  @Test
  void charactersThatNoXmlMayHaveAreReplaced() throws Exception {
    proofing.save(
        page(4), "a\u0001b \f c\ufffe", 0, new Person(book.createdBy(), "ada", "Ada", Role.EDITOR));
    assertThat(parsed(exported(ExportFormat.ALTO)).getElementsByTagName("Page").getLength())
        .isEqualTo(4);
    assertThat(parsed(exported(ExportFormat.HOCR)).getElementsByTagName("p").getLength())
        .isEqualTo(4);
    assertThat(Loader.loadPDF(exported(ExportFormat.PDF)).getNumberOfPages()).isEqualTo(4);
    export.write(book, ExportFormat.PAGE, OutputStream.nullOutputStream());
  }
}
