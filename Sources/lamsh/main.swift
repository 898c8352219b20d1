// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import AsyncHTTPClient
import Hummingbird
import LineEditing
import Terminal
import LambdaLocal
import LambdaHTTP
import ShellRuntime

struct X: ParsableCommand {}
X.main([])
print("lamsh")
_ = HTTPClient.self
_ = Router<BasicRequestContext>.self
