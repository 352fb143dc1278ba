package zhunsheng.server.regulation;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import zhunsheng.casebook.clock.BusinessClock;
import zhunsheng.documents.text.TextFile;
import zhunsheng.policy.model.Norm;
import zhunsheng.policy.model.Policy;
import zhunsheng.server.identity.Account;
import zhunsheng.server.identity.AllowedTo;
import zhunsheng.server.identity.AuditLog;
import zhunsheng.server.identity.Role;
import zhunsheng.server.problem.CitationView;
import zhunsheng.server.problem.ProblemException;
import zhunsheng.server.problem.ProblemKind;
import zhunsheng.server.regulation.PolicyView.EffectView;
import zhunsheng.server.regulation.PolicyView.InterpretationView;
import zhunsheng.server.regulation.PolicyView.PolicyRow;

@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class PolicyController {
  private final Shelf shelf;
  private final Offices offices;
  private final Library library;
  private final BusinessClock clock;
  private final AuditLog audit;

  PolicyController(
      Shelf shelf, Offices offices, Library library, BusinessClock clock, AuditLog audit) {
    this.shelf = shelf;
    this.offices = offices;
    this.library = library;
    this.clock = clock;
    this.audit = audit;
  }

  @GetMapping("/policies")
  @AllowedTo(everySignedIn = true)
  List<PolicyRow> policies(@AuthenticationPrincipal Account account) {
    return shelf.of(account.jurisdiction()).stream()
        .sorted(Comparator.comparing(Policy::from).reversed())
        .map(p -> PolicyRow.of(p, clock.today()))
        .toList();
  }

  @GetMapping("/policies/{id}")
  @AllowedTo(everySignedIn = true)
  PolicyView policy(@AuthenticationPrincipal Account account, @PathVariable String id) {
    Policy policy = require(account, id);
    return PolicyView.of(policy, clock.today(), offices, library.of(policy));
  }

  /**
   * A norm with the official words of its article.
   *
   * @param mayInterpret whether this account may say what the norm means
   */
  record CitationDetail(
      CitationView citation,
      @Nullable String text,
      String gist,
      List<EffectView> effects,
      @Nullable String reading,
      @Nullable String judgement,
      List<InterpretationView> interpretations,
      boolean mayInterpret) {}

  @GetMapping("/citations/{policy}/{norm}")
  @AllowedTo(everySignedIn = true)
  CitationDetail citation(
      @AuthenticationPrincipal Account account,
      @PathVariable("policy") String policyId,
      @PathVariable("norm") String normId) {
    Policy policy = require(account, policyId);
    Norm norm = norm(policy, normId);
    Texts texts = library.of(policy);
    return new CitationDetail(
        CitationView.of(norm.citation()),
        texts.official(norm.citation().article()),
        norm.citation().gist(),
        EffectView.of(policy, norm),
        norm.reading(),
        norm.judgement(),
        texts.interpretations(offices, policy, normId),
        account.is(Role.LEADER) && oversees(account, policy));
  }

  /**
   * How many articles were taken in, which of the policy's were not in the file, and what the
   * reader of the file assumed or left out.
   */
  record ImportedText(int articles, List<Integer> missing, List<String> notes) {}

  @PutMapping(path = "/policies/{id}/text", consumes = MediaType.ALL_VALUE)
  @AllowedTo({Role.LEADER, Role.HANDLER})
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
              schema = @Schema(type = "string", format = "binary")))
  ImportedText importText(
      @AuthenticationPrincipal Account account, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    Policy policy = require(account, id);
    interpreter(account, policy);
    byte[] file;
    try (InputStream in = request.getInputStream()) {
      file = in.readNBytes(TextFile.LARGEST + 1);
    }
    if (file.length > TextFile.LARGEST) {
      throw ProblemException.of(ProblemKind.TOO_LARGE, "文件过大，请只导入规定正文，或去掉图片后再导入。");
    }
    Library.Imported imported = library.read(file);
    Map<Integer, String> articles = imported.articles();
    library.replace(policy, articles, account);
    audit.add(
        account,
        request.getRemoteAddr(),
        "导入正文",
        true,
        policy.title() + "，" + articles.size() + " 条");
    return new ImportedText(
        articles.size(),
        policy.articles().stream()
            .map(Policy.Article::number)
            .filter(n -> !articles.containsKey(n))
            .toList(),
        imported.notes());
  }

  /** What an office says a norm means. */
  record NewInterpretation(@NotBlank @Size(max = 4000) String text) {}

  @PostMapping("/citations/{policy}/{norm}/interpretations")
  @AllowedTo(Role.LEADER)
  CitationDetail interpret(
      @AuthenticationPrincipal Account account,
      @PathVariable("policy") String policyId,
      @PathVariable("norm") String normId,
      @Valid @RequestBody NewInterpretation body,
      HttpServletRequest request) {
    Policy policy = require(account, policyId);
    Norm norm = norm(policy, normId);
    interpreter(account, policy);
    library.interpret(policy, normId, clock.today(), body.text(), account);
    audit.add(account, request.getRemoteAddr(), "作出解释", true, norm.citation().display());
    return citation(account, policyId, normId);
  }

  /** The office that oversees every file of the jurisdiction speaks for the regulation. */
  private static void interpreter(Account account, Policy policy) {
    if (!oversees(account, policy)) {
      throw ProblemException.of(ProblemKind.NOT_ALLOWED, "规定正文和解释由主管该规定的部门维护。");
    }
  }

  private static boolean oversees(Account account, Policy policy) {
    return Parties.seesAll(policy, account.office());
  }

  private Policy require(Account account, String id) {
    return shelf.of(account.jurisdiction()).stream()
        .filter(p -> p.id().equals(id))
        .findFirst()
        .orElseThrow(ProblemException::notFound);
  }

  private static Norm norm(Policy policy, String id) {
    Norm norm = policy.norms().get(id);
    if (norm == null) {
      throw ProblemException.notFound();
    }
    return norm;
  }
}
