/* What libraries of old did to the language and to the page. Runs before the panel's script. */
(function () {
  // Prototype.js 1.6: arrays turn into strings of JSON twice over, and everything grows enumerable methods.
  Array.prototype.toJSON = function () {
    return '[' + this.join(', ') + ']';
  };
  String.prototype.toJSON = function () {
    return '"' + this + '"';
  };
  Object.prototype.evil = 1;
  Array.prototype.each = function (visit) {
    for (let i = 0; i < this.length; i++) visit(this[i], i);
    return this;
  };
  Array.prototype.reverse = (function (native) {
    return function () {
      return native.call(this);
    };
  })(Array.prototype.reverse);
  Function.prototype.bind = (function (native) {
    return function () {
      return native.apply(this, arguments);
    };
  })(Function.prototype.bind);
  // MooTools: a polyfill that is not quite the standard.
  Number.prototype.limit = function (least, most) {
    return Math.min(most, Math.max(least, this));
  };
  // Names that scripts like to find their way by.
  window.glassjar = 'taken';
  window.Glassjar = 'taken';
  window.lit = 'taken';
})();
