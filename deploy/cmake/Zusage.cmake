# SPDX-License-Identifier: Apache-2.0
# What every target of Zusage shares: packages, flags, and the functions that declare targets.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

find_package(Threads REQUIRED)
find_package(Protobuf REQUIRED)  # module mode, before gRPC
find_package(OpenSSL REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(yaml-cpp CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)
find_package(CURL REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(PkgConfig REQUIRED)
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
# It asks for large files, which are the rule here; precompiled headers take no other definitions.
set_property(TARGET PkgConfig::GMIME PROPERTY INTERFACE_COMPILE_OPTIONS "")
pkg_check_modules(LZ4 REQUIRED IMPORTED_TARGET liblz4)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
find_library(STEMMER_LIBRARY stemmer REQUIRED)
find_library(JEMALLOC_LIBRARY jemalloc REQUIRED)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers)
if(CCACHE_PROGRAM AND ZUSAGE_PRECOMPILED_HEADERS)
  add_compile_options(-fpch-preprocess)  # lets ccache see through precompiled headers
endif()

# zusage_library(NAME SOURCES a.cc ... [PUBLIC lib ...] [PRIVATE lib ...])
# A static library. Its PUBLIC libraries are the layers below that its headers show.
function(zusage_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  if(NOT name STREQUAL zusage_base)
    zusage_precompile(${name} zusage_base)
  endif()
endfunction()

# zusage_test(NAME [ON_BOTH_ENGINES] [SHARDS n] SOURCES a_test.cc ... [LIBRARIES lib ...])
# One GoogleTest executable, one per folder, registered with CTest as a whole; ON_BOTH_ENGINES once
# more as NAME_postgresql, with its stores there. SHARDS, for one that takes minutes, registers it
# as NAME_1, NAME_2 and so on instead, each with a share of the test cases, to run side by side.
function(zusage_test name)
  cmake_parse_arguments(ARG "ON_BOTH_ENGINES" "SHARDS" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name} PRIVATE ZUSAGE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                             ZUSAGE_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES} GTest::gmock_main GTest::gtest)
  zusage_precompile(${name} zusage_test_headers)
  if(ARG_SHARDS)
    foreach(shard RANGE 1 ${ARG_SHARDS})
      math(EXPR index "${shard} - 1")
      zusage_add_test(${name}_${shard} ${name} sqlite 3
        GTEST_TOTAL_SHARDS=${ARG_SHARDS} GTEST_SHARD_INDEX=${index})
    endforeach()
    return()
  endif()
  zusage_add_test(${name} ${name} sqlite 1)
  if(ARG_ON_BOTH_ENGINES)
    zusage_add_test(${name}_postgresql ${name} postgresql 2)
  endif()
endfunction()

# zusage_add_test(TEST EXECUTABLE ENGINE COST [VARIABLE=value ...])
# Every test reports under its own name: two of them may run the same executable. What costs most,
# which tends to take longest, starts first.
function(zusage_add_test test executable engine cost)
  add_test(NAME ${test} COMMAND ${executable})
  set(environment GTEST_OUTPUT=json:${CMAKE_BINARY_DIR}/test-results/${test}.json
                  ZUSAGE_TEST_ENGINE=${engine} ${ARGN})
  set_tests_properties(${test} PROPERTIES ENVIRONMENT "${environment}" COST ${cost})
endfunction()

# zusage_precompile(TARGET FROM): shares the precompiled headers of FROM, instead of those that it
# shared before. Most of the time that a source takes goes into a few headers that nearly all have.
function(zusage_precompile target from)
  if(ZUSAGE_PRECOMPILED_HEADERS)
    set_target_properties(${target} PROPERTIES PRECOMPILE_HEADERS_REUSE_FROM ${from})
    add_dependencies(${target} ${from})
  endif()
endfunction()

# zusage_precompile_rpc(TARGET): shares the precompiled headers of the generated code.
function(zusage_precompile_rpc target)
  zusage_precompile(${target} zusage_proto)
endfunction()

# What nearly every source includes.
set(ZUSAGE_COMMON_HEADERS
    <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <string> <string_view>
    <utility> <vector> <absl/functional/function_ref.h> <absl/status/status.h>
    <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/time/time.h> <absl/types/span.h>)
