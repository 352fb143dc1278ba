/**
 * Who is asking: accounts, passwords, sessions, what each role may call, and the audit log of all
 * of it.
 */
@ApplicationModule(allowedDependencies = "problem")
@NullMarked
package zhunsheng.server.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
