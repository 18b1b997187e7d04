/* oxlint-disable no-underscore-dangle -- gettext's tools know a text by this name. */
/*
 * The blocks in the editor: what the server made, and a choice for each attribute that block.json has. No build: what the browser runs
 * is this file, on WordPress 6.1 as well (no JSX runtime there).
 */
((wp, data) => {
  const el = wp.element.createElement;
  const __ = wp.i18n.__;
  const parts = wp.components;

  const labels = {
    form: __('Form of the progress', 'glassjar'),
    open: __('Details are open from the start', 'glassjar'),
    sections: __('Which details, in which order', 'glassjar'),
    noDetails: __('Only the figure', 'glassjar'),
    noLegend: __('Without words below', 'glassjar'),
    noCode: __('Without the QR code', 'glassjar'),
    noHeading: __('Without a heading', 'glassjar'),
    headingLevel: __('Level of the heading', 'glassjar'),
    amount: __('Amount', 'glassjar'),
    reference: __('Reference', 'glassjar'),
    group: __('Grouped by', 'glassjar'),
    snowball: __('With the estimate of how far sharing reaches', 'glassjar'),
    url: __('Address of the video or post', 'glassjar'),
    label: __('What it is', 'glassjar'),
    text: __('What is said with it', 'glassjar'),
    hashtags: __('Hashtags', 'glassjar'),
    networks: __('Networks, in the order shown', 'glassjar'),
  };
  const helps = {
    sections: __(
      'Some of: ledger updates press supporters reach needs embeds record. Empty: all that there is something for. A minus: none.',
      'glassjar',
    ),
    amount: __('Empty: whoever gives chooses it.', 'glassjar'),
    networks: __('Like: mastodon bluesky whatsapp. Empty: the usual ones.', 'glassjar'),
    reference: __('Empty: the one of the campaign.', 'glassjar'),
  };
  const words = {
    bar: __('A bar', 'glassjar'),
    ring: __('A ring', 'glassjar'),
    jar: __('A jar', 'glassjar'),
    day: __('Day', 'glassjar'),
    outlet: __('Who published it', 'glassjar'),
  };

  function campaignControl(props) {
    const newest = { value: 0, label: __('The newest campaign', 'glassjar') };
    return el(parts.SelectControl, {
      key: 'campaign',
      label: __('Campaign', 'glassjar'),
      value: props.attributes.campaign,
      options: [newest].concat(data.campaigns),
      onChange: (value) => {
        props.setAttributes({ campaign: Number(value) });
      },
    });
  }

  function control(props, name, about) {
    const common = {
      key: name,
      label: labels[name] || name,
      help: helps[name],
      onChange: (value) => {
        const change = {};
        change[name] = about.type === 'integer' ? Number(value) : value;
        props.setAttributes(change);
      },
    };
    const value = props.attributes[name];
    if (about.type === 'boolean') return el(parts.ToggleControl, Object.assign(common, { checked: value }));
    if (!about.enum) return el(parts.TextControl, Object.assign(common, { value: value }));
    const options = about.enum.map((one) => {
      return { value: one, label: words[one] || String(one) };
    });
    return el(parts.SelectControl, Object.assign(common, { value: value, options: options }));
  }

  function edit(name, attributes) {
    return (props) => {
      const controls = [campaignControl(props)];
      Object.keys(attributes).forEach((one) => {
        if (labels[one]) controls.push(control(props, one, attributes[one]));
      });
      return el(
        'div',
        wp.blockEditor.useBlockProps(),
        el(
          wp.blockEditor.InspectorControls,
          {},
          el(
            parts.PanelBody,
            { title: __('What is shown', 'glassjar') },
            controls,
            el(
              'p',
              {},
              __(
                'In the editor its words are shown as readers without scripts see them; on the page the drawn panel takes their place.',
                'glassjar',
              ),
            ),
          ),
        ),
        el(
          parts.Disabled,
          {},
          el(wp.serverSideRender, { block: 'glassjar/' + name, attributes: props.attributes, httpMethod: 'POST' }),
        ),
      );
    };
  }

  data.names.forEach((name) => {
    // Title, attributes and the like come from block.json by way of the server.
    wp.blocks.registerBlockType('glassjar/' + name, {
      edit: edit(name, data.attributes[name]),
      save: () => {
        return null;
      },
    });
  });
})(window.wp, window.glassjarBlocks);
