# SPDX-License-Identifier: Apache-2.0
# Writes OUTPUT, a source file that holds every migration in FOLDER, by number.
#   cmake -DFOLDER=... -DOUTPUT=... -P embed_migrations.cmake
file(GLOB files RELATIVE ${FOLDER} ${FOLDER}/*.sql)
list(SORT files)
set(entries "")
set(last "")
foreach(file IN LISTS files)
  if(NOT file MATCHES "^([0-9][0-9][0-9][0-9])_([a-z_]+)\\.sql$")
    message(FATAL_ERROR "${file}: a migration is named NNNN_name.sql")
  endif()
  set(number ${CMAKE_MATCH_1})
  set(name ${CMAKE_MATCH_2})
  if(number STREQUAL last)
    message(FATAL_ERROR "${file}: the number ${number} is taken")
  endif()
  set(last ${number})
  string(REGEX REPLACE "^0+" "" version ${number})
  file(READ ${FOLDER}/${file} script)
  string(APPEND entries "    {${version}, \"${name}\", R\"migration(${script})migration\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made by storage/embed_migrations.cmake.
#include \"storage/migrate.h\"

namespace zusage::storage {
namespace {
constexpr Migration kMigrations[] = {
${entries}};
}  // namespace

absl::Span<const Migration> Migrations() { return kMigrations; }

}  // namespace zusage::storage
")
