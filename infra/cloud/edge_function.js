// What CloudFront does with a request before it asks an origin: CloudFront Functions, JavaScript runtime 2.0.
// It tells the API who asks, gives chargers' ids to $connect, which has no paths, and the client's own
// addresses its page. No page for errors does the last: those are for a whole distribution, the API's too.

function handler(event) {
  const request = event.request
  request.headers['x-plugnexus-viewer'] = { value: event.viewer.ip }
  if (isUnder('/ocpp', request.uri)) connect(request)
  else if (request.uri === '/live') watch(request)
  else if (!isUnder('/v1', request.uri) && !isFile(request.uri)) request.uri = '/index.html'
  return request
}

function isUnder(folder, uri) {
  return uri === folder || uri.startsWith(folder + '/')
}

// Charge points' ids may have dots: below the top only /assets has files.
function isFile(uri) {
  return isUnder('/assets', uri) || /^\/[^/]+\.[^/]+$/.test(uri)
}

function connect(request) {
  const id = named(request.uri)
  request.uri = '/'
  request.querystring = id === '' ? '' : 'id=' + encodeURIComponent(id)
}

// A page's socket: the authorizer is told that it is no charger's.
function watch(request) {
  request.uri = '/'
  request.querystring = 'live=1'
}

// As ocpp_ws/admission.py has it: chargers append their id to an address that ends in it, or in slashes.
function named(uri) {
  const parts = uri
    .split('/')
    .slice(2)
    .filter((part) => part !== '')
    .map(decoded)
  return parts.every((part) => part === parts[0]) ? parts[0] || '' : parts.join('/')
}

function decoded(part) {
  try {
    return decodeURIComponent(part)
  } catch (_) {
    return part
  }
}
