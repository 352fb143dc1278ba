package zhunsheng.casebook.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import zhunsheng.casebook.TestDatabase;
import zhunsheng.casebook.attachment.AttachmentRefusedException.Reason;
import zhunsheng.casebook.attachment.AttachmentStore.Condition;
import zhunsheng.casebook.attachment.AttachmentStore.Uploader;
import zhunsheng.casebook.event.Sm3;
import zhunsheng.policy.file.Material.Attachment;

class AttachmentStoreTest {
  private static final byte[] PDF = "%PDF-1.7\n1 0 obj\n".getBytes(StandardCharsets.US_ASCII);

  private final String jurisdiction = TestDatabase.newJurisdiction();
  private final Uploader uploader = new Uploader(jurisdiction, "zhang", "school", Instant.EPOCH);
  @TempDir Path directory;
  private AttachmentStore store;

  @BeforeEach
  void open() {
    store = new AttachmentStore(directory, TestDatabase.database(), 1 << 20);
  }

  private Attachment store(String name, byte[] content) {
    return store.store(uploader, name, new ByteArrayInputStream(content));
  }

  private static byte[] zip(Map<String, String> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> e : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(e.getKey()));
        zip.write(e.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * A compound file of old Office: a header, then a directory sector whose second entry is {@code
   * stream}.
   */
  private static byte[] compound(String stream) {
    byte[] file = new byte[2048];
    byte[] magic = {
      (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
    };
    System.arraycopy(magic, 0, file, 0, magic.length);
    byte[] root = "Root Entry".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(root, 0, file, 1024, root.length);
    byte[] name = stream.getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(name, 0, file, 1024 + 128, name.length);
    return file;
  }

  static Stream<Arguments> papers() {
    String ooxml = "application/vnd.openxmlformats-officedocument.";
    return Stream.of(
        Arguments.of("application/pdf", "方案.exe", PDF),
        Arguments.of("application/ofd", "方案.ofd", zip(Map.of("OFD.xml", "<ofd/>"))),
        Arguments.of(
            ooxml + "wordprocessingml.document",
            "方案.docx",
            zip(Map.of("[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>"))),
        Arguments.of(
            ooxml + "spreadsheetml.sheet",
            "预算.zip",
            zip(Map.of("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<x/>"))),
        Arguments.of(
            ooxml + "presentationml.presentation",
            "汇报.pptx",
            zip(Map.of("[Content_Types].xml", "<Types/>", "ppt/presentation.xml", "<p/>"))),
        Arguments.of("application/zip", "资料.zip", zip(Map.of("一.txt", "一"))),
        Arguments.of("application/msword", "旧.wps", compound("WordDocument")),
        Arguments.of("application/vnd.ms-excel", "旧.et", compound("Workbook")),
        Arguments.of("application/vnd.ms-powerpoint", "旧.dps", compound("PowerPoint Document")),
        Arguments.of("text/plain", "说明.txt", "建设说明\n".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("text/plain", "说明.txt", "建设说明，按国标编码\r\n".getBytes(Charset.forName("GB18030"))),
        Arguments.of("text/csv", "清单.CSV", "名称,金额\n甲,1.00\n".getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            "image/png",
            "图",
            new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13}),
        Arguments.of(
            "image/jpeg",
            "图",
            new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16}),
        Arguments.of("image/tiff", "图", new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0}));
  }

  @ParameterizedTest(name = "{1} is {0}")
  @MethodSource("papers")
  void a_paper_is_typed_by_its_bytes(String mediaType, String name, byte[] content) {
    Attachment stored = store(name, content);

    assertThat(stored.mediaType()).isEqualTo(mediaType);
    assertThat(stored.name()).isEqualTo(name);
    assertThat(stored.size()).isEqualTo(content.length);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            Reason.TYPE_NOT_ALLOWED,
            "网页.pdf",
            "<!DOCTYPE html><html><script>".getBytes(StandardCharsets.UTF_8)),
        Arguments.of(
            Reason.TYPE_NOT_ALLOWED,
            "程序.pdf",
            new byte[] {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0, 4, 0}),
        Arguments.of(
            Reason.TYPE_NOT_ALLOWED, "程序.txt", new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}),
        Arguments.of(Reason.TYPE_NOT_ALLOWED, "乱码.txt", new byte[] {1, 2, 3, 4, 5}),
        Arguments.of(
            Reason.TYPE_NOT_ALLOWED,
            "宏.docx",
            zip(
                Map.of(
                    "[Content_Types].xml",
                    "",
                    "word/document.xml",
                    "",
                    "word/vbaProject.bin",
                    ""))),
        Arguments.of(Reason.TYPE_NOT_ALLOWED, "其他.doc", compound("Something")),
        Arguments.of(Reason.DAMAGED, "残缺.docx", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0}),
        Arguments.of(Reason.EMPTY, "空.pdf", new byte[0]));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("refused")
  void what_is_not_taken_leaves_nothing_behind(Reason reason, String name, byte[] content)
      throws IOException {
    assertThatThrownBy(() -> store(name, content))
        .isInstanceOfSatisfying(
            AttachmentRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));

    try (Stream<Path> left = Files.walk(directory)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void the_largest_paper_is_taken_and_one_byte_more_is_not() {
    byte[] largest = new byte[1 << 20];
    System.arraycopy(PDF, 0, largest, 0, PDF.length);
    byte[] larger = new byte[(1 << 20) + 1];
    System.arraycopy(PDF, 0, larger, 0, PDF.length);

    assertThat(store("大.pdf", largest).size()).isEqualTo(1 << 20);
    assertThatThrownBy(() -> store("更大.pdf", larger))
        .isInstanceOf(AttachmentRefusedException.class)
        .hasMessageContaining("1 MB");
  }

  @Test
  void a_paper_is_read_back_under_its_digest_and_stored_once() throws IOException {
    Attachment first = store("一.pdf", PDF);
    Attachment second = store("二.pdf", PDF);

    assertThat(second.digest())
        .isEqualTo(first.digest())
        .isEqualTo(new Sm3().add(PDF, PDF.length).hex());
    try (InputStream in = store.open(jurisdiction, first.digest())) {
      assertThat(in.readAllBytes()).isEqualTo(PDF);
    }
    assertThat(store.find(jurisdiction, first.digest())).map(Attachment::name).contains("一.pdf");
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void a_paper_of_another_jurisdiction_cannot_be_read_by_its_digest() {
    String digest = store("一.pdf", PDF).digest();

    assertThatThrownBy(() -> store.open(TestDatabase.newJurisdiction(), digest))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(store.find("elsewhere", digest)).isEmpty();
  }

  @Test
  void no_digest_leads_out_of_the_directory() {
    for (String digest : List.of("../../etc/passwd", "", "AB".repeat(32), "a/".repeat(32))) {
      assertThatThrownBy(() -> store.path(digest)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_changed_or_missing_paper_is_found_out() throws IOException {
    String digest = store("一.pdf", PDF).digest();
    assertThat(store.examine(digest)).isEqualTo(Condition.INTACT);

    Files.writeString(store.path(digest), "%PDF-1.7\n2 0 obj\n");
    assertThat(store.examine(digest)).isEqualTo(Condition.CHANGED);

    Files.delete(store.path(digest));
    assertThat(store.examine(digest)).isEqualTo(Condition.MISSING);
  }

  @ParameterizedTest(name = "{0} is kept as {1}")
  @CsvSource({
    "'../../方案.pdf', 方案.pdf",
    "'C:\\资料\\方案.pdf', 方案.pdf",
    "'方\u0000案\u202e.pdf', 方案.pdf",
    "'/', 附件"
  })
  void a_name_brings_no_folders_and_no_hidden_characters(String name, String kept) {
    assertThat(store(name, PDF).name()).isEqualTo(kept);
  }

  @Test
  void an_upload_cut_off_long_ago_is_removed_and_one_under_way_is_not() throws IOException {
    Path incoming = Files.createDirectories(directory.resolve("incoming"));
    Path old = Files.createFile(incoming.resolve("old.part"));
    Path fresh = Files.createFile(incoming.resolve("fresh.part"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

    open();

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }
}
