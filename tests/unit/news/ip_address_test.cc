// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/ip_address.h"

#include <gtest/gtest.h>

#include <string>

namespace zusage::news {
namespace {

struct Case {
  const char* address;
  bool is_public;
};

// The first and the last address of every range, and their neighbours outside.
constexpr Case kCases[] = {
    // Version 4.
    {"0.0.0.0", false},
    {"0.255.255.255", false},
    {"1.0.0.0", true},
    {"1.1.1.1", true},
    {"8.8.8.8", true},
    {"9.255.255.255", true},
    {"10.0.0.0", false},
    {"10.255.255.255", false},
    {"11.0.0.0", true},
    {"100.63.255.255", true},
    {"100.64.0.0", false},
    {"100.100.100.200", false},
    {"100.127.255.255", false},
    {"100.128.0.0", true},
    {"126.255.255.255", true},
    {"127.0.0.0", false},
    {"127.0.0.1", false},
    {"127.255.255.255", false},
    {"128.0.0.0", true},
    {"168.63.129.15", true},
    {"168.63.129.16", false},
    {"168.63.129.17", true},
    {"169.253.255.255", true},
    {"169.254.0.0", false},
    {"169.254.169.254", false},
    {"169.254.255.255", false},
    {"169.255.0.0", true},
    {"172.15.255.255", true},
    {"172.16.0.0", false},
    {"172.31.255.255", false},
    {"172.32.0.0", true},
    {"191.255.255.255", true},
    {"192.0.0.0", false},
    {"192.0.0.192", false},
    {"192.0.0.255", false},
    {"192.0.1.0", true},
    {"192.0.1.255", true},
    {"192.0.2.0", false},
    {"192.0.2.255", false},
    {"192.0.3.0", true},
    {"192.88.98.255", true},
    {"192.88.99.0", false},
    {"192.88.99.255", false},
    {"192.88.100.0", true},
    {"192.167.255.255", true},
    {"192.168.0.0", false},
    {"192.168.255.255", false},
    {"192.169.0.0", true},
    {"198.17.255.255", true},
    {"198.18.0.0", false},
    {"198.19.255.255", false},
    {"198.20.0.0", true},
    {"198.51.99.255", true},
    {"198.51.100.0", false},
    {"198.51.100.255", false},
    {"198.51.101.0", true},
    {"203.0.112.255", true},
    {"203.0.113.0", false},
    {"203.0.113.255", false},
    {"203.0.114.0", true},
    {"223.255.255.255", true},
    {"224.0.0.0", false},
    {"239.255.255.255", false},
    {"240.0.0.0", false},
    {"255.255.255.255", false},
    // Version 6.
    {"::", false},
    {"::1", false},
    {"::2", false},
    {"::8.8.8.8", false},         // compatible with version 4, deprecated
    {"::ffff:0:0", false},        // mapped 0.0.0.0
    {"::ffff:127.0.0.1", false},  // mapped loopback
    {"::ffff:10.1.2.3", false},   // mapped private
    {"::ffff:169.254.169.254", false},
    {"::ffff:8.8.8.8", true},    // who answers there is 8.8.8.8
    {"64:ff9b::", false},        // translated 0.0.0.0
    {"64:ff9b::7f00:1", false},  // translated loopback
    {"64:ff9b::10.0.0.1", false},
    {"64:ff9b::a9fe:a9fe", false},  // translated metadata
    {"64:ff9b::8.8.8.8", true},
    {"64:ff9b:1::8.8.8.8", false},  // a translator's own network
    {"100::", false},               // discarded
    {"1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},
    {"2000::", true},
    {"2001::", false},  // Teredo
    {"2001:0:ffff:ffff:ffff:ffff:ffff:ffff", false},
    {"2001:2::", false},   // benchmarks
    {"2001:10::", false},  // ORCHID
    {"2001:20::", false},
    {"2001:1ff:ffff::", false},
    {"2001:200::", true},
    {"2001:4860:4860::8888", true},
    {"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", true},
    {"2001:db8::", false},
    {"2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", false},
    {"2001:db9::", true},
    {"2002::", false},
    {"2002:7f00:1::", false},    // 6to4 of loopback
    {"2002:808:808::1", false},  // nor any other
    {"2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},
    {"2003::", true},
    {"2606:4700:4700::1111", true},
    {"3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true},
    {"3fff::", false},  // documentation
    {"3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", false},
    {"3fff:1000::", true},
    {"4000::", false},
    {"5f00::1", false},        // segment routing
    {"fc00::", false},         // unique local
    {"fd00:ec2::254", false},  // a cloud's metadata
    {"fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},
    {"fe80::1", false},  // link-local
    {"febf::1", false},
    {"fec0::1", false},  // site-local, deprecated
    {"ff02::1", false},  // multicast
    {"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false},
};

TEST(IpAddressTest, OnlyAddressesOfThePublicInternetArePublic) {
  for (const Case& c : kCases) {
    const std::optional<IpAddress> address = ParseIpAddress(c.address);
    ASSERT_TRUE(address.has_value()) << c.address;
    EXPECT_EQ(IsPublic(*address), c.is_public) << c.address;
  }
}

TEST(IpAddressTest, MappedAddressIsTheOneOfVersion4) {
  EXPECT_EQ(ParseIpAddress("::ffff:192.0.2.1"), ParseIpAddress("192.0.2.1"));
}

TEST(IpAddressTest, WhatOnlySomeTakeForAnAddressIsNone) {
  for (const char* text :
       {"", "1", "127.1", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1.", "256.0.0.1", " 127.0.0.1",
        "127.0.0.1/8", "[::1]", "::1%lo", "localhost", "1.2.3.4.5", "2130706433"}) {
    EXPECT_FALSE(ParseIpAddress(text).has_value()) << text;
  }
}

TEST(IpAddressTest, RangesHoldWhatSharesTheirPrefix) {
  const std::optional<IpRange> range = ParseIpRange("10.1.128.0/17");
  ASSERT_TRUE(range.has_value());
  EXPECT_TRUE(range->Contains(*ParseIpAddress("10.1.128.0")));
  EXPECT_TRUE(range->Contains(*ParseIpAddress("10.1.255.255")));
  EXPECT_FALSE(range->Contains(*ParseIpAddress("10.1.127.255")));
  EXPECT_FALSE(range->Contains(*ParseIpAddress("10.2.128.0")));
  EXPECT_FALSE(range->Contains(*ParseIpAddress("a01:8000::")));  // the same bytes of version 6
  EXPECT_TRUE(ParseIpRange("0.0.0.0/0")->Contains(*ParseIpAddress("127.0.0.1")));
  EXPECT_FALSE(ParseIpRange("0.0.0.0/0")->Contains(*ParseIpAddress("::1")));
  EXPECT_TRUE(ParseIpRange("::1")->Contains(*ParseIpAddress("::1")));
}

TEST(IpAddressTest, MistypedRangesAreNone) {
  for (const char* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x",
                           "::/129", "10/8", "10.0.0.0/8/8"}) {
    EXPECT_FALSE(ParseIpRange(text).has_value()) << text;
  }
  EXPECT_FALSE(AddressPolicy::Make({"10.0.0.0/8", "ten"}).ok());
}

TEST(AddressPolicyTest, PublicAddressesAreAllowedEncrypted) {
  const AddressPolicy policy;
  EXPECT_TRUE(policy.Allows(*ParseIpAddress("8.8.8.8"), true));
  EXPECT_FALSE(policy.Allows(*ParseIpAddress("8.8.8.8"), false));
  EXPECT_FALSE(policy.Allows(*ParseIpAddress("10.1.2.3"), true));
  EXPECT_FALSE(policy.allows_private());
}

TEST(AddressPolicyTest, RangesAreAllowedAndNothingAround) {
  const AddressPolicy policy = *AddressPolicy::Make({"10.1.0.0/16", "fd00:1::/32"});
  EXPECT_TRUE(policy.allows_private());
  EXPECT_TRUE(policy.Allows(*ParseIpAddress("10.1.2.3"), true));
  EXPECT_TRUE(policy.Allows(*ParseIpAddress("10.1.2.3"), false));
  EXPECT_TRUE(policy.Allows(*ParseIpAddress("::ffff:10.1.2.3"), true));
  EXPECT_TRUE(policy.Allows(*ParseIpAddress("fd00:1::5"), false));
  EXPECT_FALSE(policy.Allows(*ParseIpAddress("10.2.0.0"), true));
  EXPECT_FALSE(policy.Allows(*ParseIpAddress("169.254.169.254"), true));
  EXPECT_FALSE(policy.Allows(*ParseIpAddress("8.8.8.8"), false));
}

}  // namespace
}  // namespace zusage::news
