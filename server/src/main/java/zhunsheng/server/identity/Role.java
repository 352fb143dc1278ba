package zhunsheng.server.identity;

import java.util.Set;

/** What a person may do. */
public enum Role {
  /** Files and acts for an office (经办人). */
  HANDLER("经办人"),
  /** Decides for an office (负责人). */
  LEADER("负责人"),
  /** Reads everything of the jurisdiction and changes nothing (审计人员). */
  AUDITOR("审计人员"),
  /** Accounts and offices (系统管理员). */
  SYSTEM_ADMIN("系统管理员"),
  /** Rights (安全管理员). */
  SECURITY_ADMIN("安全管理员"),
  /** Logs (审计管理员). */
  AUDIT_ADMIN("审计管理员");

  private final String title;

  Role(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  public boolean administrator() {
    return this == SYSTEM_ADMIN || this == SECURITY_ADMIN || this == AUDIT_ADMIN;
  }

  /** Whether one person may hold them together: an administrator holds that role alone (三员分立). */
  static boolean compatible(Set<Role> roles) {
    return roles.size() < 2 || roles.stream().noneMatch(Role::administrator);
  }
}
