/** The database: migrations, and transactions that see one jurisdiction only. */
@NullMarked
package zhunsheng.casebook.database;

import org.jspecify.annotations.NullMarked;
