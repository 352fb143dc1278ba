package zhunsheng.server.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.verify.Report;
import zhunsheng.server.database.Postgres;
import zhunsheng.server.files.Verification;
import zhunsheng.server.identity.AuditLog;

@Command(
    name = "verify",
    description = {
      "Verify that nothing recorded was changed: events, attachments, checkpoints, audit log.",
      "Exit status 0 if all is as it was recorded, 1 if not. A running server may go on."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Mixin private final Place place = new Place();

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Postgres.Place where = Postgres.Place.of(Home.path(), place.data);
    try (Postgres postgres = Postgres.reach(where)) {
      Database database = Database.open(postgres.dataSource(), Postgres.MIGRATIONS);
      Report report =
          Verification.of(database, where.data())
              .verify((done, total) -> Terminal.progress("已核验 " + done + " / " + total + " 个事件"));
      Long audit = AuditLog.on(postgres.dataSource()).firstChanged();
      boolean ok = report.ok() && audit == null;
      if (json) {
        Terminal.say(json(report, audit, ok));
      } else {
        say(report, audit, ok);
      }
      return ok ? 0 : 1;
    }
  }

  static void say(Report report, @Nullable Long audit, boolean ok) {
    report
        .problems()
        .forEach(
            p ->
                Terminal.say(
                    p.jurisdiction()
                        + (p.file() == null ? "" : " 档案 " + p.file())
                        + (p.version() == 0 ? "" : " 第 " + p.version() + " 个事件")
                        + "："
                        + p.message()));
    if (audit != null) {
      Terminal.say("审计日志第 " + audit + " 条与写入时不一致");
    }
    Terminal.say(
        (ok ? "核验通过：" : "核验未通过：")
            + report.files()
            + " 份档案，"
            + report.events()
            + " 个事件，"
            + report.attachments()
            + " 份附件，"
            + report.checkpoints()
            + " 个检查点。");
  }

  private static String json(Report report, @Nullable Long audit, boolean ok) {
    List<Map<String, Object>> problems = new ArrayList<>();
    report
        .problems()
        .forEach(
            p -> {
              Map<String, Object> problem = new LinkedHashMap<>();
              problem.put("jurisdiction", p.jurisdiction());
              String file = p.file();
              if (file != null) {
                problem.put("file", file);
              }
              problem.put("version", p.version());
              problem.put("message", p.message());
              problems.add(problem);
            });
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ok", ok);
    result.put("files", report.files());
    result.put("events", report.events());
    result.put("attachments", report.attachments());
    result.put("checkpoints", report.checkpoints());
    result.put("problems", problems);
    if (audit != null) {
      result.put("auditLogChangedAt", audit);
    }
    return JsonMapper.shared().writeValueAsString(result);
  }
}
