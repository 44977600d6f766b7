/** Where pictures lie that were paid for and are not stored yet. */
package dev.imagegen.spool;
