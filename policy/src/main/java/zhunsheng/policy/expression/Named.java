package zhunsheng.policy.expression;

/** A value that has a name of its own to print. */
public interface Named {
  String displayName();
}
