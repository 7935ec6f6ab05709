// SPDX-FileCopyrightText: 2026 The Topicscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace topicscope::test {

// A certificate that nobody vouches for, and its key; made for the tests alone (openssl req -x509, subject "topicscope
// test").
inline constexpr char selfSignedCertificate[] = R"(-----BEGIN CERTIFICATE-----
MIIBnDCCAUKgAwIBAgIUNNE8TNiOiJZ4HzFaESpsgPvnHwswCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPdG9waWNzY29wZSB0ZXN0MCAXDTI2MTEyMzE3MTIyMVoYDzIx
MjYxMDMwMTcxMjIxWjAaMRgwFgYDVQQDDA90b3BpY3Njb3BlIHRlc3QwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAS10m/yp4wwjGZQ00WABTShYSbY0xq5wpqIoZNn
OfnCqANN5704TJKOlBumS321a8TJYAM4CQ6y5Y8DY2IWy3IQo2QwYjAdBgNVHQ4E
FgQUQXYHXGy9xdKiz+Ld8s3be9B+b2YwHwYDVR0jBBgwFoAUQXYHXGy9xdKiz+Ld
8s3be9B+b2YwDwYDVR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqG
SM49BAMCA0gAMEUCIQDOqgPtgdniAAJQRV19/u+u7hrZ/8fKERI/c93331gATgIg
eNjSYmBvsMpDhxpcauYtgxeP6R7x7ZqPQB9CSnPuMSE=
-----END CERTIFICATE-----
)";
inline constexpr char selfSignedKey[] = R"(-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIAgUSKEAGgSe5EVLf8ayeCKMVgbjRenyXwOpFxVdAigQoAoGCCqGSM49
AwEHoUQDQgAEtdJv8qeMMIxmUNNFgAU0oWEm2NMaucKaiKGTZzn5wqgDTee9OEyS
jpQbpkt9tWvEyWADOAkOsuWPA2NiFstyEA==
-----END EC PRIVATE KEY-----
)";

} // namespace topicscope::test
