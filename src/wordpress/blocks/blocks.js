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
      'None ticked: all that there is something for. They stand in the order in which you tick them.',
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
    const chosen = props.attributes.campaign;
    const options = data.campaigns.slice();
    // In templates, and on a campaign's own page.
    if (!data.meant) options.unshift({ value: 0, label: __('The campaign of the page', 'glassjar') });
    if (chosen && !options.some((one) => one.value === chosen)) options.push({ value: chosen, label: '#' + chosen });
    return el(parts.SelectControl, {
      key: 'campaign',
      label: __('Campaign', 'glassjar'),
      value: chosen,
      options: options,
      onChange: (value) => {
        props.setAttributes({ campaign: Number(value) });
      },
    });
  }

  /** A block names its campaign from the moment it is there: a later one must not take its place. */
  function pin(props) {
    wp.element.useEffect(() => {
      if (props.attributes.campaign || !data.meant) return;
      const change = wp.data.dispatch('core/block-editor').__unstableMarkNextChangeAsNotPersistent;
      if (change) change();
      props.setAttributes({ campaign: data.meant });
    }, []);
  }

  /** The library that draws the elements, in the editor's document as on the page. */
  function draw() {
    const place = wp.element.useRef();
    wp.element.useEffect(() => {
      const owner = place.current && place.current.ownerDocument;
      if (!owner || owner.getElementById('glassjar-library')) return;
      const script = owner.createElement('script');
      script.id = 'glassjar-library';
      script.type = 'module';
      script.src = data.library;
      owner.head.append(script);
    }, []);
    return place;
  }

  const sections = {
    ledger: __('Money in and out', 'glassjar'),
    updates: __('News', 'glassjar'),
    press: __('Press', 'glassjar'),
    supporters: __('Who gave', 'glassjar'),
    reach: __('How far it reached', 'glassjar'),
    needs: __('What is needed', 'glassjar'),
    embeds: __('Videos and posts', 'glassjar'),
    record: __('What remains', 'glassjar'),
  };

  /** Which of the sections, in the order in which they were ticked; a minus for none. */
  function sectionsControl(props) {
    const value = props.attributes.sections;
    const chosen = value.split(/[\s,]+/).filter((one) => sections[one]);
    const set = (list) => {
      props.setAttributes({ sections: list.join(' ') });
    };
    const boxes = Object.keys(sections).map((one) => {
      const place = chosen.indexOf(one);
      return el(parts.CheckboxControl, {
        key: one,
        label: place < 0 ? sections[one] : sections[one] + ' (' + (place + 1) + ')',
        checked: place >= 0,
        onChange: (isOn) => {
          set(isOn ? chosen.concat(one) : chosen.filter((other) => other !== one));
        },
      });
    });
    const none = el(parts.CheckboxControl, {
      key: '-',
      label: __('None of them', 'glassjar'),
      checked: value === '-' || value === 'none',
      onChange: (isOn) => {
        set(isOn ? ['-'] : []);
      },
    });
    return el(
      parts.BaseControl,
      { key: 'sections', id: 'glassjar-sections', label: labels.sections, help: helps.sections },
      boxes,
      none,
    );
  }

  function control(props, name, about) {
    if (name === 'sections') return sectionsControl(props);
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
      pin(props);
      const place = draw();
      const controls = [campaignControl(props)];
      Object.keys(attributes).forEach((one) => {
        if (labels[one]) controls.push(control(props, one, attributes[one]));
      });
      return el(
        'div',
        wp.blockEditor.useBlockProps({ ref: place }),
        el(
          wp.blockEditor.InspectorControls,
          {},
          el(parts.PanelBody, { title: __('What is shown', 'glassjar') }, controls),
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

  // What in the shortcodes of the text can't be read, as it was saved last.
  let said = '';
  const tell = () => {
    const editor = wp.data.select('core/editor');
    const post = editor && editor.getCurrentPost && editor.getCurrentPost();
    const told = (post && post.glassjar_told) || data.told;
    const sentence = told.join(' ');
    if (sentence === said) return;
    said = sentence;
    const notices = wp.data.dispatch('core/notices');
    if (sentence) notices.createWarningNotice('Glassjar: ' + sentence, { id: 'glassjar-told', isDismissible: true });
    else notices.removeNotice('glassjar-told');
  };
  if (wp.data.select('core/editor')) {
    wp.data.subscribe(tell);
    tell();
  }
})(window.wp, window.glassjarBlocks);
