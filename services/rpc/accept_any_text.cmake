# SPDX-License-Identifier: Apache-2.0
# The code that protoc generates gives a message up at the first text that is no UTF-8, before
# anybody can say which field it is, and gRPC then answers UNIMPLEMENTED without a word. The path
# checks every text of a request itself (text_check.h) and names the field, so that check goes.
#
# zusage_accept_any_text(VARIABLE): replaces the *.pb.cc among the files in VARIABLE by copies
# without it.
function(zusage_accept_any_text variable)
  set(sources)
  foreach(source IN LISTS ${variable})
    if(NOT source MATCHES "\\.grpc\\.pb\\.cc$")
      string(REGEX REPLACE "\\.pb\\.cc$" ".any_text.cc" copy ${source})
      add_custom_command(
        OUTPUT ${copy}
        COMMAND sed "/CHK_(::_pbi::VerifyUTF8(/d" ${source} > ${copy}
        DEPENDS ${source}
        VERBATIM)
      set(source ${copy})
    endif()
    list(APPEND sources ${source})
  endforeach()
  set(${variable} ${sources} PARENT_SCOPE)
endfunction()
