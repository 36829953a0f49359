-- For wrk: puts the sealed rows of BENCH_ROWS over and over, and prints puts a second.
local requests, count, at = {}, 0, 0

function init()
  local rows = io.lines(os.getenv("BENCH_ROWS"))
  rows()
  for row in rows do
    local repository, application, name, key, value = row:match("([^,]*),([^,]*),([^,]*),([^,]*),([^,]*)")
    count = count + 1
    requests[count] = wrk.format(
      "PUT",
      "/api/v3/repos/" .. repository .. "/" .. application .. "/secrets/" .. name,
      { ["Authorization"] = "Bearer " .. os.getenv("GH_ENTERPRISE_TOKEN"), ["User-Agent"] = "wrk", ["Content-Type"] = "application/json" },
      '{"encrypted_value":"' .. value .. '","key_id":"' .. key .. '"}')
  end
end

function request()
  at = at % count + 1
  return requests[at]
end

function done(summary)
  print(string.format("puts per second: %f", summary.requests / summary.duration * 1e6))
end
